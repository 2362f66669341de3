"""The nearest misses: those that ask least, each guess told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cooperation.matching.types import Direction

from . import remedies
from .changes import Change
from .misses import Candidate, Miss, miss, smallest


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What came nearest to a match.

    Attributes
    ----------
    misses : tuple of Miss
        The nearest first.
    looked_at : int
        How many candidates there were.
    matching : int
        How many of them match as they stand: they are suggestions, not misses.
    hopeless : int
        How many nothing would mend.
    """

    misses: tuple[Miss, ...] = ()
    looked_at: int = 0
    matching: int = 0
    hopeless: int = 0


def nearest(candidates: Iterable[Candidate], asker: Direction, limit: int) -> WhyNot:
    """Rank the candidates that do not match by how little they ask, and keep the first ones.

    Parameters
    ----------
    candidates : iterable of Candidate
        In any order; an organisation in front of itself is left out.
    asker : Direction
        Side that asks.
    limit : int
        How many are kept at most; none when it is 0 or less.
    """
    mended: list[_Mended] = []
    looked_at = matching = hopeless = 0
    for row in candidates:
        looked_at += 1
        asked = smallest(row, asker)
        if asked is None:
            hopeless += 1
        elif not asked:
            matching += 1
        else:
            mended.append(_Mended(remedies.effort(asked), len(asked), row, asked))
    found = list(_told_once(mended))
    last = sorted(row[:2] for row in found)[:limit][-1:] if limit > 0 else []
    shortlist = [miss(row.candidate, row.changes) for row in found if last and row[:2] <= last[0]]
    ranked = sorted(shortlist, key=lambda row: row.sort_key)[: max(0, limit)]
    return WhyNot(tuple(ranked), looked_at, matching, hopeless)


class _Mended(NamedTuple):
    """A candidate, with the changes after which it would match."""

    effort: int
    parts: int
    candidate: Candidate
    changes: tuple[Change, ...]


def _told_once(rows: Iterable[_Mended]) -> Iterator[_Mended]:
    """Keep, of the probable postings of one organisation in front of one posting, the nearest.

    What is declared is kept whole. Of two equal ones, the closest resource then the likeliest: the
    identifiers of deduced postings go down from the likeliest.
    """
    best: dict[tuple[int, int, int, int], _Mended] = {}
    for row in rows:
        pair = row.candidate.pair
        ids = (max(pair.offer.id, 0), max(pair.need.id, 0))
        if pair.offer.id >= 0 and pair.need.id >= 0:
            yield row
            continue
        key = (*ids, pair.giver.id, pair.receiver.id)
        if key not in best or _guess_order(row) < _guess_order(best[key]):
            best[key] = row
    yield from best.values()


def _guess_order(row: _Mended) -> tuple[int, int, int, int, int]:
    """Order what is probable: least effort, fewest changes, closest, likeliest."""
    pair = row.candidate.pair
    return row.effort, row.parts, -pair.closeness, -pair.offer.id, -pair.need.id
