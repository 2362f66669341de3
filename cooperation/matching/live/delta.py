"""What an operation on a network that changes moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cooperation.matching.points import Suggestion, SuggestionKind


class Lost(NamedTuple):
    """A suggestion that is no longer kept; the identifier of a probable side is ``None``."""

    kind: SuggestionKind
    giver_id: int
    receiver_id: int
    offer_id: int | None
    need_id: int | None


@dataclass(frozen=True, slots=True)
class Delta:
    """What an operation moved.

    Attributes
    ----------
    own : tuple of Suggestion
        The best of the posting itself, in their total order; empty when it went.
    gained : tuple of Suggestion
        What is kept and was not, or is not the same any more, in its total order.
    lost : tuple of Lost
        What was kept and is no longer, sorted.
    """

    own: tuple[Suggestion, ...] = ()
    gained: tuple[Suggestion, ...] = ()
    lost: tuple[Lost, ...] = ()


def named(row: Suggestion) -> Lost:
    """Name a suggestion."""
    return Lost(row.kind, row.giver_id, row.receiver_id, row.offer_id, row.need_id)


def in_turn(row: Lost) -> tuple[str, int, int, int, int]:
    """Order what was lost."""
    return str(row.kind), row.giver_id, row.receiver_id, row.offer_id or 0, row.need_id or 0
