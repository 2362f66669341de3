"""Synthetic networks, the same for the same size and seed."""

import random
from decimal import Decimal

from cooperation import knowledge
from cooperation.matching.types import Actor, Capability, Direction, Network, Place, Posting

POSTINGS_EACH = 5
KINDS = ("producer", "catering", "siae", "craft", "company", "circular")


def synthetic(organisations: int, *, seed: int = 2026) -> Network:
    """Make a network of ``organisations`` actors around one town, with five postings each."""
    rng = random.Random(seed)  # noqa: S311
    known = knowledge.load()
    leaves = sorted(set(known.resources) - {row.parent for row in known.resources.values()})
    transformations = sorted(known.transformations)
    actors = tuple(_actor(rng, number) for number in range(1, organisations + 1))
    postings = tuple(
        _posting(rng, number, rng.choice(actors), known.resources[rng.choice(leaves)])
        for number in range(1, organisations * POSTINGS_EACH + 1)
    )
    capabilities = tuple(
        Capability(actor_id=actor.id, transformation=rng.choice(transformations))
        for actor in actors
        if rng.random() < 0.1
    )
    return Network(knowledge=known, actors=actors, postings=postings, capabilities=capabilities)


def _actor(rng: random.Random, number: int) -> Actor:
    place = Place(
        insee=f"38{rng.randrange(1, 300):03d}",
        latitude=45.2 + rng.gauss(0, 0.15),
        longitude=5.7 + rng.gauss(0, 0.2),
    )
    return Actor(
        id=number,
        name=f"Organisation {number}",
        kinds=frozenset({rng.choice(KINDS)}),
        place=place,
        service_radius_km=rng.choice((None, 10, 25, 50)),
    )


def _posting(
    rng: random.Random, number: int, actor: Actor, resource: knowledge.Resource
) -> Posting:
    told = rng.random() < 0.8
    return Posting(
        id=number,
        actor_id=actor.id,
        direction=rng.choice((Direction.OFFER, Direction.NEED)),
        resource=resource.code,
        quantity=Decimal(rng.randrange(1, 500)) if told else None,
        unit=resource.unit if told else "",
        months=rng.choice((0, 0, 0b000111111000, 0b111000000111)),
        max_distance_km=rng.choice((None, 10, 30)),
    )
