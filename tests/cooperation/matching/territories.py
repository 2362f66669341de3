"""Random territories for the fast paths: ties, gaps, probable postings, distant places, any order."""

import dataclasses
from typing import Any

from hypothesis import strategies as st

from cooperation.knowledge import load
from cooperation.matching.points import Suggestion
from cooperation.matching.types import Actor, Direction, Network, Place, Posting

from .builders import (
    ACTORS,
    COMMUNES,
    DAYS,
    FAR,
    HERE,
    KINDS,
    LABELS,
    MONTHS,
    NEAR,
    POSTINGS,
    QUANTITIES,
    UNITS,
)

CLOSE = (
    *("food.vegetable.carrot", "food.vegetable", "byproduct.solvent", "service.cleaning"),
    *("byproduct.oil", "byproduct.oil.engine"),
)
"""Few resources, close to each other, so that many postings meet; some, or one of two, hazardous."""
ELSEWHERE = Place(insee="97411", latitude=-20.9, longitude=55.5)


def _alike(posting: Posting, resource: str, ident: int) -> Posting:
    return dataclasses.replace(posting, id=ident, resource=resource)


@st.composite
def declared(draw: Any, size: int = 14) -> tuple[Posting, ...]:
    """Postings, half of them plain: those tie."""
    rows = []
    for ident in range(1, draw(st.integers(0, size)) + 1):
        resource = draw(st.sampled_from(CLOSE))
        if draw(st.booleans()):
            rows.append(_alike(draw(POSTINGS), resource, ident))
        else:
            way = draw(st.sampled_from(Direction))
            actor = draw(st.integers(1, 6))
            rows.append(Posting(id=ident, actor_id=actor, direction=way, resource=resource))
    return tuple(rows)


@st.composite
def deduced(draw: Any, size: int = 8) -> tuple[Posting, ...]:
    """Probable postings, one for each organisation, direction and resource."""
    keys = st.tuples(st.integers(1, 5), st.sampled_from(Direction), st.sampled_from(CLOSE))
    found = draw(st.lists(keys, max_size=size, unique=True))
    return tuple(
        Posting(
            id=-number,
            actor_id=actor,
            direction=way,
            resource=resource,
            likelihood=draw(st.sampled_from([400, 400, 999])),
            trade="bakery",
            place=draw(st.none() | st.just(ELSEWHERE)),
        )
        for number, (actor, way, resource) in enumerate(found, start=1)
    )


def _actor(actor: Actor, ident: int) -> Actor:
    return dataclasses.replace(actor, id=ident)


@st.composite
def territories(draw: Any) -> Network:
    """A network of up to five organisations, with probable postings, in any order."""
    actors = [_actor(draw(ACTORS), ident) for ident in range(1, draw(st.integers(0, 5)) + 1)]
    postings = [*draw(declared()), *draw(deduced())]
    return Network(
        knowledge=load(),
        actors=tuple(draw(st.permutations(actors))),
        postings=tuple(draw(st.permutations(postings))),
    )


def without_circular(found: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    return tuple(row for row in found if row.kind in {"direct", "deduced"})


__all__ = [
    "CLOSE",
    "COMMUNES",
    "DAYS",
    "FAR",
    "HERE",
    "KINDS",
    "LABELS",
    "MONTHS",
    "NEAR",
    "QUANTITIES",
    "UNITS",
    "declared",
    "deduced",
    "territories",
    "without_circular",
]
