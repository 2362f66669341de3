"""Tables of a workshop: four to eight organisations that should meet, around a theme or a resource.

Greedy and deterministic. On each topic, a table starts with the best pair that does not cooperate
yet; it takes, one at a time, whoever adds the most: the scores of its best suggestions with each
member, less 500 for each member with whom it already cooperates; ties go to the smallest
identifier. It closes at eight, or when nobody adds anything. An organisation sits at one table of a
topic; a table of less than four is not set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from cooperation.matching.points import Suggestion
from cooperation.matching.structure import Ties

from .types import Meeting, Table

LEAST, MOST = 4, 8
KNOWN = 500
"""Points that a pair that already cooperates takes from a table."""
FAMILY = 2
"""Levels of the code of a resource that make a topic."""

Pair = tuple[int, int]
Meetings = Mapping[Pair, Meeting]


def by_theme(known: Ties, suggestions: Iterable[Suggestion]) -> tuple[Table, ...]:
    """Set tables around the themes of the pact that both sides of a suggestion work on."""

    def themes(row: Suggestion, one: int, other: int) -> Iterable[str]:
        return known.themes[one] & known.themes[other]

    return _tables(known, suggestions, themes)


def by_resource(known: Ties, suggestions: Iterable[Suggestion]) -> tuple[Table, ...]:
    """Set tables around families of resources: the first two levels of what would flow."""

    def family(row: Suggestion, one: int, other: int) -> Iterable[str]:
        return (".".join(row.resource.split(".")[:FAMILY]),) if row.resource else ()

    return _tables(known, suggestions, family)


def _tables(
    known: Ties,
    suggestions: Iterable[Suggestion],
    topics: Callable[[Suggestion, int, int], Iterable[str]],
) -> tuple[Table, ...]:
    """Set the tables of each topic, in the order of topics then of tables."""
    best: dict[str, dict[Pair, list[Suggestion]]] = defaultdict(lambda: defaultdict(list))
    for row in suggestions:
        for one, other in combinations(sorted(set(row.everyone) & known.actors.keys()), 2):
            for topic in topics(row, one, other):
                best[topic][one, other].append(row)
    return tuple(
        table for topic in sorted(best) for table in _of_topic(known, topic, meetings(best[topic]))
    )


def meetings(rows: Mapping[Pair, list[Suggestion]]) -> Meetings:
    """Give what each pair has to talk about."""
    return {
        pair: Meeting(
            *pair,
            max(row.score for row in found),
            tuple(sorted({row.offer_id for row in found if row.offer_id})),
        )
        for pair, found in rows.items()
    }


def _of_topic(known: Ties, topic: str, found: Meetings) -> list[Table]:
    """Set the tables of a topic until no pair is left."""
    tables: list[Table] = []
    free = {key for pair in found for key in pair}
    for pair in sorted(found, key=lambda pair: (-found[pair].score, pair)):
        if free >= set(pair) and not _are_linked(known, *pair):
            members = _filled(known, found, pair, free)
            if len(members) >= LEAST:
                free -= set(members)
                tables.append(_told(known, topic, found, members))
    return tables


def _filled(known: Ties, found: Meetings, pair: Pair, free: set[int]) -> tuple[int, ...]:
    """Fill a table, from its first pair."""
    members = list(pair)
    gains = dict.fromkeys(free - set(pair), 0)
    for seated in pair:
        _add(known, found, seated, gains)
    while gains and len(members) < MOST:
        key = min(gains, key=lambda key: (-gains[key], key))
        if gains.pop(key) <= 0:
            break
        members.append(key)
        _add(known, found, key, gains)
    return tuple(sorted(members))


def _add(known: Ties, found: Meetings, seated: int, gains: dict[int, int]) -> None:
    """Count what each one would add with a member who just sat down."""
    for key in gains:
        if _are_linked(known, seated, key):
            gains[key] -= KNOWN
        elif meeting := found.get((min(seated, key), max(seated, key))):
            gains[key] += meeting.score


def _are_linked(known: Ties, one: int, other: int) -> bool:
    """Tell whether two organisations cooperate."""
    return other in known.partners.get(one, ())


def _told(known: Ties, topic: str, found: Meetings, members: tuple[int, ...]) -> Table:
    """Tell a table."""
    pairs = list(combinations(members, 2))
    linked = tuple(pair for pair in pairs if _are_linked(known, *pair))
    talks = [found[pair] for pair in pairs if pair in found and pair not in linked]
    talks.sort(key=lambda row: (-row.score, row.one, row.other))
    return Table(topic, members, tuple(talks), linked)
