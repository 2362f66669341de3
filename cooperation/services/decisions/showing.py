"""Count whom « Pour vous » shows, so that newcomers get their share: one write a page.

An organisation that looks counts once a day for each partner shown, whatever it reloads and
whoever of its members looks. Whom it has been shown today is remembered in the cache, under one
key a viewer and day, not in the database: nobody can tell later who looked at whom. When the cache
is emptied, or two pages open at the very same moment, a partner may be counted twice.
"""

import datetime as dt
from collections.abc import Iterable

from django.core.cache import cache
from django.db import connection, router, transaction
from django.utils import timezone

from cooperation.models import Exposure
from pacte.models import Organisation

A_DAY = 26 * 3600
"""How long what was shown is remembered, in seconds: a day, and its change of hour."""
ADD = (
    "INSERT INTO cooperation_exposure (organisation_id, day, count) VALUES {rows} "
    "ON CONFLICT (organisation_id, day) DO UPDATE SET count = cooperation_exposure.count + 1"
)


def record_exposure(*, viewer: Organisation, shown: Iterable[int], now: dt.datetime) -> int:
    """Count the partners shown to an organisation for the first time today; say how many."""
    day = timezone.localdate(now)
    key = f"exposure:{viewer.pk}:{day.isoformat()}"
    before: frozenset[int] = cache.get(key, frozenset())
    new = sorted(set(shown) - before)
    if not new:
        return 0
    _add(new, day)
    cache.set(key, before | frozenset(new), A_DAY)
    return len(new)


def _add(organisations: list[int], day: dt.date) -> None:
    """Add one to each, in the order of their numbers so that two writers never wait in a ring."""
    assert router.db_for_write(Exposure) == connection.alias  # noqa: S101 - one database
    rows = ", ".join(["(%s, %s, 1)"] * len(organisations))
    values = [value for pk in organisations for value in (pk, day)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ADD.format(rows=rows), values)
