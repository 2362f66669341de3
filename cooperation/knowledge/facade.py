"""The knowledge as one frozen object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from . import taxonomy, units
from .lexicon import Lexicon
from .tradebook import Tradebook
from .types import (
    Resolution,
    Resource,
    Trade,
    TradeResolution,
    Transformation,
    Unit,
    WasteCode,
)


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Resources, transformations, trades and units, with what is asked of them.

    Attributes
    ----------
    units, resources, transformations, trades : mapping
        Code → row, sorted by code.
    lexicon : Lexicon
        Index of the wordings, for :meth:`resolve`.
    tradebook : Tradebook
        Index of the trades, for :meth:`trades_for`.
    low : mapping
        European list of waste: six digits → entry.
    """

    units: Mapping[str, Unit]
    resources: Mapping[str, Resource]
    transformations: Mapping[str, Transformation]
    trades: Mapping[str, Trade]
    lexicon: Lexicon
    tradebook: Tradebook
    low: Mapping[str, WasteCode] = field(default_factory=dict)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Give the codes above one, nearest first."""
        return taxonomy.ancestors(code)

    def children(self, code: str) -> tuple[str, ...]:
        """Give the codes just under one, sorted."""
        return tuple(key for key, row in self.resources.items() if row.parent == code)

    def descendants(self, code: str) -> tuple[str, ...]:
        """Give the codes under one, at any depth, sorted."""
        return tuple(key for key in self.resources if key.startswith(f"{code}."))

    def closeness(self, first: str, second: str) -> int:
        """Tell how close two resources are, 0 to 1000, symmetric."""
        return taxonomy.closeness(self.resources, first, second)

    def neighbours(self, code: str, minimum: int) -> tuple[tuple[str, int], ...]:
        """Give the resources at least ``minimum`` close to one, itself included, sorted by code."""
        scored = ((key, self.closeness(code, key)) for key in self.resources)
        return tuple((key, share) for key, share in scored if share >= minimum)

    def rate(self, code: str, unit: str) -> Fraction:
        """Tell how many canonical units of a resource one ``unit`` is worth.

        Raises
        ------
        UnitError
            If the unit is unknown or of another dimension.
        """
        return units.rate(self.units, self.resources[code], unit)

    def convert(self, code: str, quantity: Decimal | Fraction, start: str, end: str) -> Fraction:
        """Convert a quantity of a resource from a unit to another, exactly.

        Raises
        ------
        UnitError
            If one of the units is unknown or of another dimension.
        """
        return units.convert(self.units, self.resources[code], Fraction(quantity), start, end)

    def resolve(self, text: str) -> tuple[Resolution, ...]:
        """Give the resources that a French text may mean, most likely first."""
        return self.lexicon.resolve(text)

    def trades_for(self, text: str = "", naf: str = "") -> tuple[TradeResolution, ...]:
        """Give the trades that a French text, a NAF code or both may mean, most likely first."""
        return self.tradebook.trades_for(text, naf, self.lexicon)

    @property
    def trade_list(self) -> tuple[Trade, ...]:
        """The trades, sorted by code."""
        return tuple(self.trades.values())
