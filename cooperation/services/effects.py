"""A cooperation that concludes moves the indicators of its action; undone, it moves them back."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.models import Cooperation, CooperationEffect
from cooperation.selectors.effects import dues_of, measure_of, standing_of
from pacte.enums import Counts
from pacte.models import Indicator
from pacte.services.indicators import move_indicator

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def declared_source() -> str:
    """Return how the value that a confirmed declaration makes tells where it comes from."""
    return _("Coopération déclarée et confirmée par les deux parties")


def undone_source() -> str:
    """Return the same of what is taken back."""
    return _("Coopération déclarée, annulée depuis")


def gone_source() -> str:
    """Return the same of what went with one of the organisations."""
    return _("Coopération déclarée, dont une organisation a été supprimée depuis")


def staff_source() -> str:
    """Return the same of what the staff entered or corrected."""
    return _("Coopération déclarée à l’animation du pacte")


@transaction.atomic
def count_cooperation(
    *,
    cooperation: Cooperation,
    source: str,
    now: dt.datetime,
    user: "User | None" = None,
) -> list[CooperationEffect]:
    """Move the indicators of the action by what the cooperation counts for and they do not yet hold.

    Doing it again moves nothing; after a correction, only the difference is added or taken back.
    """
    due = {(row.indicator.pk, measure_of(row.indicator)): row.by for row in dues_of(cooperation)}
    return _settled(cooperation, due, source, now, user)


@transaction.atomic
def uncount_cooperation(
    *, cooperation: Cooperation, source: str, now: dt.datetime, user: "User | None" = None
) -> list[CooperationEffect]:
    """Move back every indicator that the cooperation moved."""
    return _settled(cooperation, {}, source, now, user)


def _settled(
    cooperation: Cooperation,
    due: dict[tuple[int, str], Decimal],
    source: str,
    now: dt.datetime,
    user: "User | None",
) -> list[CooperationEffect]:
    """Bring what stands to what is due, on indicators that are locked in one order."""
    if not Cooperation.objects.select_for_update().filter(pk=cooperation.pk).exists():
        return []
    touched = {pk for pk, _measure in (*due, *standing_of(cooperation))}
    locked = _counting(touched)
    standing = standing_of(cooperation)
    made = []
    for row in locked:
        place = (row.pk, measure_of(row))
        by = due.get(place, Decimal(0)) - standing.get(place, Decimal(0))
        if by:
            made.append(_moved(cooperation, row, by, source, now, user))
    return made


def _counting(pks: Iterable[int]) -> list[Indicator]:
    """Lock indicators; those that people keep by hand since are left to them."""
    rows = Indicator.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    return [row for row in rows if row.counts != Counts.HAND]


def _moved(
    cooperation: Cooperation,
    indicator: Indicator,
    by: Decimal,
    source: str,
    now: dt.datetime,
    user: "User | None",
) -> CooperationEffect:
    before = CooperationEffect.objects.filter(cooperation=cooperation, indicator=indicator).count()
    value = move_indicator(
        indicator_id=indicator.pk,
        by=by,
        day=timezone.localdate(now),
        key=f"cooperation-{cooperation.pk}-{before}",
        source=_told(source, cooperation),
        user=user,
    )
    return CooperationEffect.objects.create(
        cooperation=cooperation,
        agreement_id=cooperation.agreement_id,
        indicator=indicator,
        value=value,
        measure=measure_of(indicator),
        by=by,
        made_at=now,
    )


def _told(source: str, cooperation: Cooperation) -> str:
    return _("%(source)s (fictive)") % {"source": source} if cooperation.is_fictitious else source
