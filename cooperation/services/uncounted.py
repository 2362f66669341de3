"""The staff are told of a confirmed cooperation that its action cannot count."""

import datetime as dt

from django.utils.translation import gettext as _

from cooperation.models import Cooperation
from cooperation.selectors.uncounted import missing_of
from cooperation.wording.effects import uncounted_card
from pacte.enums import NotificationKind
from pacte.selectors.people import curators
from pacte.services.notifications import notify


def tell_uncounted(*, cooperation: Cooperation, now: dt.datetime) -> None:
    """Tell the staff, once a cooperation, which indicators of its action it does not move, and why."""
    missing = missing_of(cooperation)
    if not missing:
        return
    card = uncounted_card(cooperation, missing)
    notify(
        kind=NotificationKind.MODERATION,
        recipients=curators(),
        subject=_("Une coopération confirmée ne compte pas pour « %(action)s »")
        % {"action": card.action},
        body="\n".join([card.title, *card.lines]),
        url=card.url,
        key=f"cooperation-{cooperation.pk}-uncounted",
        now=now,
    )
