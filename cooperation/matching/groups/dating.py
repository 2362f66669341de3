"""Job dating: rounds in which each organisation meets one other about a job or a training.

Greedy and deterministic: the best pairs first, each in the first round in which both are free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import count

from cooperation.knowledge import Knowledge, ResourceKind
from cooperation.matching.points import Suggestion

from .types import Meeting
from .workshops import Pair, meetings

KINDS = frozenset({ResourceKind.JOB, ResourceKind.TRAINING})
ROUNDS = 8


def job_dating(
    knowledge: Knowledge, suggestions: Iterable[Suggestion], rounds: int = ROUNDS
) -> tuple[tuple[Meeting, ...], ...]:
    """Plan the rounds of a job dating.

    Parameters
    ----------
    knowledge : Knowledge
        Tells which resources are jobs and trainings.
    suggestions : iterable of Suggestion
        Those of other resources, or of several organisations, are left out.
    rounds : int
        How many rounds at most; what does not fit is left out.

    Returns
    -------
    tuple of tuple of Meeting
        Round by round, the best meeting first; nobody twice in a round.
    """
    pairs: dict[Pair, list[Suggestion]] = defaultdict(list)
    for row in suggestions:
        known = knowledge.resources.get(row.resource)
        if known is not None and known.kind in KINDS and len(row.everyone) == 2:
            pairs[min(row.everyone), max(row.everyone)].append(row)
    planned: list[list[Meeting]] = [[] for _ in range(rounds)]
    busy: set[tuple[int, int]] = set()
    for meeting in sorted(
        meetings(pairs).values(), key=lambda row: (-row.score, row.one, row.other)
    ):
        parties = meeting.one, meeting.other
        turn = next(turn for turn in count() if not busy & {(turn, key) for key in parties})
        if turn < rounds:
            busy |= {(turn, key) for key in parties}
            planned[turn].append(meeting)
    return tuple(tuple(row) for row in planned if row)
