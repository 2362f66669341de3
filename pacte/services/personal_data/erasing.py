"""Closing an account: the person goes, what others need stays without them."""

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from pacte.selectors.personal_data import managed_alone
from pacte.services.personal_data import own  # noqa: F401 - declares what this package holds
from pacte.services.personal_data.registry import everything, who_is

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ErasureRefused(Exception):  # noqa: N818 - a refusal, not a fault
    """An account that cannot be closed yet; ``message`` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@transaction.atomic
def erase(*, user: "User", knows_alone: bool = False, now: dt.datetime) -> None:
    """Erase a person: account, sessions, addresses; authors become nobody, the rest stays.

    Whoever manages an organisation alone is told first: they say so with ``knows_alone``.
    """
    locked = get_user_model().objects.select_for_update().get(pk=user.pk)
    _check(locked, knows_alone=knows_alone)
    who = who_is(locked)
    for held in everything():
        if held.erase:
            held.erase(who)
    for profile in UserProfile.objects.filter(user=locked):
        _forget_picture(profile)
    locked.delete()


def _check(user: "User", *, knows_alone: bool) -> None:
    others = get_user_model().objects.filter(is_superuser=True, is_active=True)
    if user.is_superuser and not others.exclude(pk=user.pk).exists():
        raise ErasureRefused(
            _("Vous êtes la dernière personne qui administre le site : nommez-en une autre.")
        )
    if not knows_alone and managed_alone(user):
        raise ErasureRefused(
            _(
                "Vous gérez seul une organisation : nommez quelqu’un d’autre, ou cochez la case qui "
                "dit que vous le savez."
            )
        )


def _forget_picture(profile: Any) -> None:
    if profile.avatar:
        with suppress(OSError):
            profile.avatar.delete(save=False)
