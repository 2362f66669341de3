"""When a refusal no longer holds: one table, a reason → what it looks at, and when that changed.

Pure: facts are plain values, kept as JSON the day of the refusal, and compared with today's.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cooperation.enums import RefusalReason as R

Facts = Mapping[str, Any]
"""What is known of a suggestion, by name; see :mod:`cooperation.selectors.refusal_facts`."""

MONTHS_SUPPLIED = 12
"""How long « already supplied » holds, when what supplied is not known to have ended."""
SINCE = "since"
"""Name of the day of the refusal, among the facts kept."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a reason looks at, and whether it changed enough for the reason to fall."""

    facts: tuple[str, ...]
    fell: Callable[[Facts, Facts, dt.date], bool]


def _any_change(*names: str) -> Rule:
    def fell(before: Facts, now: Facts, today: dt.date) -> bool:
        return any(before.get(name) != now[name] for name in names)

    return Rule(names, fell)


def _grew(before: int | None, now: int | None) -> bool:
    """Say whether somebody goes farther than before; no limit said is no limit."""
    return before is not None and (now is None or now > before)


def _nearer(before: Facts, now: Facts, today: dt.date) -> bool:
    """Fewer kilometres, or one of the two goes farther; a distance unknown till then is news."""
    was, is_now = before["kilometres"], now["kilometres"]
    if is_now is not None and (was is None or is_now < was):
        return True
    return any(_grew(before["radii"][side], now["radii"][side]) for side in ("ours", "theirs"))


def _better_price(before: Facts, now: Facts, today: dt.date) -> bool:
    """Other terms, or a price that moved towards who refused."""
    (mode, price), (new_mode, new_price) = before["price"], now["price"]
    if mode != new_mode or price is None or new_price is None:
        return bool((mode, price) != (new_mode, new_price))
    if before["paying"]:
        return Decimal(new_price) < Decimal(price)
    return Decimal(new_price) > Decimal(price)


def _no_longer_supplied(before: Facts, now: Facts, today: dt.date) -> bool:
    """Say whether what supplied has ended, or a year has passed."""
    since = dt.date.fromisoformat(before[SINCE])
    if today >= months_after(since, MONTHS_SUPPLIED):
        return True
    known = set(before["flows"])
    return bool(known) and not known & set(now["flows"])


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last of its month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = dt.date(day.year + years, month + 1, 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


RULES: Mapping[str, Rule] = {
    R.TOO_FAR: Rule(("kilometres", "radii"), _nearer),
    R.QUANTITY: _any_change("quantities"),
    R.PRICE: Rule(("price", "paying"), _better_price),
    R.TIMING: _any_change("timing"),
    R.QUALITY: _any_change("labels"),
    R.NOT_MY_TRADE: _any_change("trade"),
    R.ALREADY_SUPPLIED: Rule(("flows",), _no_longer_supplied),
    R.OTHER: _any_change("postings"),
}
"""Every reason, what it looks at, and when it falls."""


def kept_for(reason: str, facts: Facts, today: dt.date) -> dict[str, Any]:
    """Return what to keep of today's facts for a reason."""
    return {SINCE: today.isoformat()} | {name: facts[name] for name in RULES[reason].facts}


def holds(reason: str, before: Facts, now: Facts, today: dt.date) -> bool:
    """Say whether a refusal still holds; what was not written down that day says nothing."""
    rule = RULES[reason]
    if any(name not in before for name in (SINCE, *rule.facts)):
        return True
    return not rule.fell(before, now, today)
