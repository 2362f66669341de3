"""An indicator that moves by itself: a dated value more, never one that is changed."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from pacte.enums import FigureStatus
from pacte.models import Indicator, IndicatorValue

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOVED = "pacte.indicator.moved"
MOST = Decimal("999999999999.99")
"""What the column of a value holds at most."""


@transaction.atomic
def move_indicator(
    *,
    indicator_id: int,
    by: Decimal,
    day: dt.date,
    key: str,
    source: str,
    user: "User | None" = None,
) -> IndicatorValue:
    """Add a declared value, ``by`` away from the one that stands on a day; once for a key.

    Whoever moves it waits for the one before. A value that people wrote is never touched, and what is
    taken back takes no figure under zero.
    """
    indicator = Indicator.objects.select_for_update().get(pk=indicator_id)
    values = IndicatorValue.objects.filter(indicator=indicator)
    done: IndicatorValue | None = values.filter(key=key).first()
    if done is not None:
        return done
    before = values.filter(date__lte=day).order_by("-date", "-pk").first()
    start = before.value if before is not None else indicator.baseline or Decimal(0)
    made: IndicatorValue = IndicatorValue.objects.create(
        indicator=indicator,
        date=day,
        value=_moved(Decimal(start), by),
        status=FigureStatus.DECLARED,
        source=source,
        key=key,
    )
    data = {"value": str(made.value), "by": str(by), "source": source}
    log(instance=indicator, action=MOVED, user=user, data=data)
    return made


def _moved(start: Decimal, by: Decimal) -> Decimal:
    floor = min(start, Decimal(0)) if by < 0 else -MOST
    return min(max(start + by, floor), MOST)
