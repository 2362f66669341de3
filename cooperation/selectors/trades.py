"""Which trade an organisation has, and what one usually gives and takes in it."""

from dataclasses import dataclass

from cooperation import knowledge
from cooperation.enums import Direction
from cooperation.knowledge import Trade

CANDIDATES = 6
MOST = 10
"""Resources proposed each way."""


@dataclass(frozen=True, slots=True)
class Usual:
    """A resource that a trade usually gives or takes, with its everyday name."""

    direction: str
    resource: str
    label: str

    @property
    def value(self) -> str:
        """What a box of the form sends."""
        return f"{self.direction}:{self.resource}"


def trade_of(code: str) -> Trade | None:
    """Return a trade by its code."""
    return next((row for row in knowledge.load().trade_list if row.code == code), None)


def candidates(text: str, naf: str) -> list[Trade]:
    """Return the trades that words or a NAF code mean, the surest first."""
    known = knowledge.load()
    by_code = {row.code: row for row in known.trade_list}
    found = known.trades_for(text, naf)[:CANDIDATES]
    return [by_code[row.code] for row in found if row.code in by_code]


def usual(trade: Trade) -> tuple[list[Usual], list[Usual]]:
    """Return what a trade usually gives, then takes, the most usual first."""
    return _rows(Direction.OFFER, trade.gives), _rows(Direction.NEED, trade.takes)


def _rows(direction: str, weighed: tuple[tuple[str, int], ...]) -> list[Usual]:
    resources = knowledge.load().resources
    ordered = sorted(weighed, key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return [Usual(str(direction), code, resources[code].label) for code, _weight in ordered]
