"""What an operation on a network that changes moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cooperation.matching.points import Suggestion, SuggestionKind

from .books import Pair


class Name(NamedTuple):
    """What tells a suggestion from the others; the identifier of a probable side is ``None``."""

    kind: SuggestionKind
    giver_id: int
    receiver_id: int
    offer_id: int | None
    need_id: int | None


class Shift(NamedTuple):
    """What an operation moved, named: to explain it is what takes time.

    Attributes
    ----------
    gained : mapping
        Name → offer and need of what is kept and was not, or is not the same any more.
    lost : tuple of Name
        What was kept and is no longer, sorted.
    """

    gained: Mapping[Name, Pair]
    lost: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Delta:
    """What an operation moved, explained.

    Attributes
    ----------
    own : tuple of Suggestion
        The best of the posting itself, in their total order; empty when it went.
    gained : tuple of Suggestion
        What is kept and was not, or is not the same any more, in its total order.
    lost : tuple of Name
        What was kept and is no longer, sorted.
    """

    own: tuple[Suggestion, ...] = ()
    gained: tuple[Suggestion, ...] = ()
    lost: tuple[Name, ...] = ()


def in_turn(row: Name) -> tuple[str, int, int, int, int]:
    """Order names."""
    return str(row.kind), row.giver_id, row.receiver_id, row.offer_id or 0, row.need_id or 0
