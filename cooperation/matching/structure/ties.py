"""Who already works with whom, and who is committed to what: the neighbourhood of organisations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cooperation.matching.types import Actor, Network

from .plain import scores_from
from .weights import adamic_adar


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of a network, as lookups.

    Attributes
    ----------
    actors : mapping
        Identifier → organisation, sorted.
    partners : mapping
        Organisation → those it cooperates with, either way; of organisations that have some.
    actions : mapping
        Organisation → actions of the roadmap it is committed to.
    members : mapping
        Action → organisations committed to it.
    themes : mapping
        Organisation → its themes, and those of its commitments.
    """

    actors: Mapping[int, Actor]
    partners: Mapping[int, frozenset[int]]
    actions: Mapping[int, frozenset[int]]
    members: Mapping[int, frozenset[int]]
    themes: Mapping[int, frozenset[str]]


def ties(network: Network) -> Ties:
    """Index the ties of a network; rows about an unknown organisation are left out."""
    actors = {row.id: row for row in sorted(network.actors, key=lambda row: row.id)}
    flows = [(row.giver_id, row.receiver_id) for row in network.cooperations]
    links = [edge for edge in flows if edge[0] != edge[1] and actors.keys() >= set(edge)]
    committed = [row for row in network.commitments if row.actor_id in actors]
    themes = {key: set(row.themes) for key, row in actors.items()}
    for row in committed:
        themes[row.actor_id].add(row.theme)
    return Ties(
        actors=actors,
        partners=_grouped([*links, *((end, start) for start, end in links)]),
        actions=_grouped([(row.actor_id, row.action_id) for row in committed]),
        members=_grouped([(row.action_id, row.actor_id) for row in committed]),
        themes={key: frozenset(found) for key, found in themes.items()},
    )


def _grouped(pairs: list[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """Group the second of each pair by the first, sorted."""
    found: dict[int, set[int]] = {}
    for key, value in sorted(pairs):
        found.setdefault(key, set()).add(value)
    return {key: frozenset(values) for key, values in found.items()}


def by_partners(known: Ties, actor_id: int) -> dict[int, int]:
    """Give those who share partners with an organisation, with their Adamic-Adar score."""
    return scores_from(actor_id, known.partners, adamic_adar)


def by_actions(known: Ties, actor_id: int) -> dict[int, int]:
    """Give those committed to the same actions, an action that few work on being worth more."""
    found: dict[int, int] = {}
    for action in known.actions.get(actor_id, ()):
        worth = adamic_adar(len(known.members[action]))
        for other in known.members[action]:
            found[other] = found.get(other, 0) + worth
    found.pop(actor_id, None)
    return found
