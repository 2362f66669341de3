"""Who may ask for what: checked before an introduction is opened."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cooperation.enums import Direction, IntroductionStatus
from cooperation.lifecycle import PUBLIC_STATES
from cooperation.models import Introduction, IntroductionParty, Posting, Suggestion
from cooperation.permissions import may_see_posting
from cooperation.services.introductions.hands import checked_word
from cooperation.services.introductions.refusals import IntroductionRefused
from pacte.models import Organisation
from pacte.permissions import is_curator, is_member

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PATIENCE = dt.timedelta(days=30)
"""After a refusal, the one who asked waits so long before asking the same again."""
MAX_TOGETHER = 8
"""Structures that answer one need together, at most."""


def opposite(direction: str) -> str:
    """Return the other side."""
    return Direction.NEED if direction == Direction.OFFER else Direction.OFFER


def check_asker(asker: Organisation, user: "User", word: str, *, by_staff: bool = False) -> None:
    """Refuse who does not act for the asker; staff may, saying why."""
    acts = is_member(user, asker) and not by_staff
    if not acts and not is_curator(user):
        raise PermissionDenied
    if not acts and not checked_word(word):
        raise IntroductionRefused(_("Dites pourquoi vous les mettez en relation."))
    if not asker.live:
        raise IntroductionRefused(
            _("La fiche de votre organisation doit d’abord être publiée par l’animation.")
        )


def check_suggestion(suggestion: Suggestion, asker: Organisation) -> None:
    """Refuse a suggestion that no longer holds, or in which the asker has no part."""
    if asker.pk not in suggestion.organisations:
        raise PermissionDenied
    if not Suggestion.objects.active().filter(pk=suggestion.pk).exists():
        raise IntroductionRefused(_("Cette suggestion n’est plus d’actualité."))


def check_posting(
    posting: Posting, asker: Organisation, user: "User", invited: Sequence[Organisation]
) -> None:
    """Refuse an answer that a posting does not take."""
    if not may_see_posting(user, posting):
        raise PermissionDenied
    if posting.status not in PUBLIC_STATES or not posting.organisation.live:
        raise IntroductionRefused(_("Cette annonce n’attend plus de réponse."))
    together = (asker, *invited)
    if any(row.pk == posting.organisation_id for row in together):
        raise IntroductionRefused(_("Cette annonce est la vôtre."))
    if len({row.pk for row in together}) != len(together) or len(together) > MAX_TOGETHER:
        raise IntroductionRefused(
            _("Une réponse groupée réunit %(most)s structures au plus, une fois chacune.")
            % {"most": MAX_TOGETHER}
        )
    wanted = set(posting.kinds_may_answer.values_list("pk", flat=True))
    for row in together:
        check_answerer(row, wanted)


def why_not_answer(posting: Posting, asker: Organisation, user: "User") -> str:
    """Return why an organisation may not answer a posting, or nothing: said before it writes."""
    try:
        check_posting(posting, asker, user, ())
    except IntroductionRefused as refusal:
        return refusal.message
    return ""


def check_answerer(row: Organisation, wanted: set[int]) -> None:
    """Refuse an organisation that is not published, or not of the kinds that may answer."""
    if not row.live:
        raise IntroductionRefused(
            _("La fiche de « %(name)s » n’est pas publiée.") % {"name": row.name}
        )
    if wanted and not wanted & set(row.kinds.values_list("pk", flat=True)):
        raise IntroductionRefused(
            _("Cette annonce ne s’adresse pas aux organisations comme « %(name)s ».")
            % {"name": row.name}
        )


def refuse_insistence(key: str, asker: Organisation | None, now: dt.datetime) -> None:
    """Refuse to ask again what was declined to the same asker a moment ago."""
    if asker is None:
        return
    refused = Introduction.objects.filter(
        key=key, status=IntroductionStatus.REFUSED, changed_at__gt=now - PATIENCE
    )
    asked = IntroductionParty.objects.filter(introduction__in=refused, organisation=asker)
    if asked.filter(refused_at=None).exists():
        raise IntroductionRefused(
            _("Cette demande vient d’être déclinée : attendez %(days)s jours pour la refaire.")
            % {"days": PATIENCE.days}
        )
