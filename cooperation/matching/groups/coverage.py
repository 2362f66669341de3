"""Where several bodies cover the same ground, and where none does: themes by territories.

A territory is an EPCI of the network. An organisation covers a theme there when it is committed to
an action of that theme, and stands there or serves one of its communes.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from cooperation.matching.structure import Ties
from cooperation.matching.types import Network

from .types import Coverage, Gap, Overlap

Cell = tuple[str, str]


def coverage(network: Network, known: Ties) -> Coverage:
    """Cross themes with territories.

    Parameters
    ----------
    network : Network
        Gives the commitments.
    known : Ties
        The ties of the same network.

    Returns
    -------
    Coverage
        Overlaps with the most pairs apart first; gaps by how many are interested, the most first.
    """
    grounds = _grounds(known)
    actors, actions = _committed(network, grounds)
    themes = sorted(
        {theme for theme, _ in actors} | {code for row in known.themes.values() for code in row}
    )
    cells = [(theme, place) for theme in themes for place in sorted({*_all(grounds)})]
    overlaps = [
        _overlap(known, cell, actors[cell], actions[cell])
        for cell in cells
        if len(actors[cell]) > 1
    ]
    gaps = [_gap(known, grounds, cell, actors) for cell in cells if not actors[cell]]
    return Coverage(
        tuple(sorted((row for row in overlaps if row.apart), key=lambda row: -len(row.apart))),
        tuple(sorted(gaps, key=lambda row: -len(row.interested))),
    )


def _all(grounds: dict[int, frozenset[str]]) -> frozenset[str]:
    """Give every territory."""
    return frozenset().union(*grounds.values())


def _grounds(known: Ties) -> dict[int, frozenset[str]]:
    """Give the territories of each organisation: where it stands, and where it serves."""
    places = [actor.place for actor in known.actors.values() if actor.place]
    epci = {place.insee: place.epci for place in places if place.insee and place.epci}
    return {
        key: frozenset(
            code
            for code in (
                actor.place.epci if actor.place else "",
                *(epci.get(insee, "") for insee in actor.service_communes),
            )
            if code
        )
        for key, actor in known.actors.items()
    }


def _committed(
    network: Network, grounds: dict[int, frozenset[str]]
) -> tuple[dict[Cell, set[int]], dict[Cell, set[int]]]:
    """Give who is committed in each cell, and to which actions."""
    actors: dict[Cell, set[int]] = defaultdict(set)
    actions: dict[Cell, set[int]] = defaultdict(set)
    for row in network.commitments:
        for place in grounds.get(row.actor_id, ()):
            actors[row.theme, place].add(row.actor_id)
            actions[row.theme, place].add(row.action_id)
    return actors, actions


def _overlap(known: Ties, cell: Cell, actors: set[int], actions: set[int]) -> Overlap:
    """Tell who covers the same ground, and which of them do not work together."""
    none: frozenset[int] = frozenset()
    pairs = combinations(sorted(actors), 2)
    apart = tuple(pair for pair in pairs if pair[1] not in known.partners.get(pair[0], none))
    return Overlap(*cell, tuple(sorted(actors)), tuple(sorted(actions)), apart)


def _gap(
    known: Ties, grounds: dict[int, frozenset[str]], cell: Cell, actors: dict[Cell, set[int]]
) -> Gap:
    """Tell who could fill a gap: those there who work on the theme, those elsewhere who commit."""
    theme, place = cell
    here = (key for key in known.actors if theme in known.themes[key] and place in grounds[key])
    others = {key for (code, _), keys in actors.items() if code == theme for key in keys}
    return Gap(theme, place, tuple(sorted(here)), tuple(sorted(others)))
