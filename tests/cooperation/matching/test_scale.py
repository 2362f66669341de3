"""Three hundred organisations and a thousand postings: under a second."""

import sys
import time
from dataclasses import replace
from decimal import Decimal

from cooperation.knowledge import load
from cooperation.matching import engine
from cooperation.matching.types import Capability, Direction, Network, Place

from .builders import TODAY, actor, network, offer


def _territory() -> Network:
    """Spread organisations on a grid, and postings evenly over the taxonomy."""
    knowledge = load()
    codes, know_hows = list(knowledge.resources), list(knowledge.transformations)
    actors = tuple(
        actor(
            ident,
            place=Place(latitude=45 + ident % 20 / 40, longitude=5.5 + ident // 20 / 40),
            service_radius_km=30,
        )
        for ident in range(1, 301)
    )
    postings = tuple(
        replace(
            offer(ident, ident * 7 % 300 + 1, codes[ident * 13 // 2 % len(codes)]),
            direction=Direction.OFFER if ident % 2 else Direction.NEED,
            quantity=Decimal(ident),
        )
        for ident in range(1, 1001)
    )
    capabilities = tuple(
        Capability(actor_id=ident, transformation=know_hows[ident % len(know_hows)])
        for ident in range(1, 61)
    )
    return network(actors=actors, postings=postings, capabilities=capabilities)


def _seconds(rows: Network) -> float:
    """Time a run, by the processor."""
    start = time.process_time()
    assert len(engine.suggest_all(rows, today=TODAY)) > 100
    return time.process_time() - start


def test_a_territory_is_matched_in_a_second() -> None:
    rows = _territory()
    limit = 1 if sys.gettrace() is None else 5  # measuring coverage takes its time
    assert min(_seconds(rows) for _ in range(3)) < limit
