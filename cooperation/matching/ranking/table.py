"""The versioned tables of points of the ranking.

The maxima of a table add up to 1000. A part that is left out gives no points, and the others keep
theirs: an ablation shows what is lost, it is no other ranking.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cooperation.matching.points import TOTAL

from .types import Part, ReasonCode

VERSION = "2026.2"
"""Version of both tables."""

TEXT_TABLE: Mapping[ReasonCode, int] = MappingProxyType(
    {
        ReasonCode.RESOURCE: 390,
        ReasonCode.VOCABULARY: 150,
        ReasonCode.TRADE: 60,
        ReasonCode.SOCIAL: 50,
        ReasonCode.WORDS: 90,
        ReasonCode.DISTANCE: 190,
        ReasonCode.FLOWS: 40,
        ReasonCode.PARTNERS: 15,
        ReasonCode.ALIKE: 15,
    }
)
"""When something is asked in words, or by a code of waste."""

NETWORK_TABLE: Mapping[ReasonCode, int] = MappingProxyType(
    {
        ReasonCode.PARTNERS: 750,
        ReasonCode.ALIKE: 120,
        ReasonCode.COMPLEMENT: 80,
        ReasonCode.ACTIVE: 50,
    }
)
"""When nothing is asked: the network alone answers."""

PARTS: Mapping[ReasonCode, Part] = MappingProxyType(
    {
        ReasonCode.RESOURCE: Part.KNOWLEDGE,
        ReasonCode.VOCABULARY: Part.KNOWLEDGE,
        ReasonCode.TRADE: Part.KNOWLEDGE,
        ReasonCode.SOCIAL: Part.KNOWLEDGE,
        ReasonCode.WORDS: Part.TEXT,
        ReasonCode.DISTANCE: Part.GEOGRAPHY,
        ReasonCode.FLOWS: Part.STRUCTURE,
        ReasonCode.PARTNERS: Part.STRUCTURE,
        ReasonCode.ALIKE: Part.STRUCTURE,
        ReasonCode.COMPLEMENT: Part.STRUCTURE,
        ReasonCode.ACTIVE: Part.STRUCTURE,
    }
)
"""The part to which each criterion belongs."""


def check(table: Mapping[ReasonCode, int]) -> None:
    """Refuse a table that does not add up.

    Raises
    ------
    ValueError
        If a maximum is negative, or if they do not add up to 1000.
    """
    if sum(table.values()) != TOTAL or min(table.values()) < 0:
        raise ValueError(f"table {VERSION}: maxima must add up to {TOTAL}")


check(TEXT_TABLE)
check(NETWORK_TABLE)
