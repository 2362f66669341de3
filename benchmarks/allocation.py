"""Time the season's plan against networkx and against OR-Tools without merging."""

import random
import statistics
import time
from collections.abc import Callable
from decimal import Decimal

from cooperation import knowledge
from cooperation.matching.allocate.network import balanced, by_simplex
from cooperation.matching.allocate.season import planning, stocks
from cooperation.matching.allocate.season.request import Month, Request, months_from
from cooperation.matching.allocate.season.unmerged import unmerged, worth
from cooperation.matching.types import Actor, Direction, Network, Period, Place, Posting

COMMUNES, PRODUCTS, MONTHS = 177, 24, 12
POSTINGS_EACH = 5
RUNS, SAMPLED, SLOW_SAMPLED = 5, 24, 2
FLOORS = {"networkx": 300, "or_tools": 6}


def territory(organisations: int, *, seed: int = 2026) -> tuple[Network, Request]:
    """Draw farms and kitchens around one town: 24 products that do not replace each other."""
    rng = random.Random(seed)  # noqa: S311
    known = knowledge.load()
    products = _apart(known)
    positions = {
        f"38{number:03d}": (45.2 + rng.gauss(0, 0.15), 5.7 + rng.gauss(0, 0.2))
        for number in range(1, COMMUNES + 1)
    }
    codes = sorted(positions)
    weights = [1 / rank for rank in range(1, COMMUNES + 1)]
    actors = tuple(
        _actor(rng, number, rng.choices(codes, weights)[0])
        for number in range(1, organisations + 1)
    )
    postings = tuple(
        _posting(rng, number, rng.choice(actors), rng.choice(products))
        for number in range(1, organisations * POSTINGS_EACH + 1)
    )
    request = Request(
        months=months_from(Month(2026, 9), MONTHS),
        positions=positions,
        quality_labels=frozenset({"ab", "hve3"}),
    )
    return Network(knowledge=known, actors=actors, postings=postings), request


def _apart(known: knowledge.Knowledge) -> list[str]:
    """Choose foods that do not stand for each other."""
    found: list[str] = []
    for code, row in known.resources.items():
        leaf = row.kind == knowledge.ResourceKind.FOOD and not known.children(code)
        if leaf and all(known.closeness(code, other) < 500 for other in found):
            found.append(code)
    return found[:PRODUCTS]


def _actor(rng: random.Random, number: int, insee: str) -> Actor:
    return Actor(
        id=number,
        kinds=frozenset({"producer" if rng.random() < 0.5 else "catering"}),
        labels=frozenset({rng.choice(("ab", "hve3"))}) if rng.random() < 0.4 else frozenset(),
        place=Place(insee=insee),
        service_radius_km=rng.choice((None, 15, 30, 60)),
    )


def _posting(rng: random.Random, number: int, actor: Actor, product: str) -> Posting:
    gives = "producer" in actor.kinds
    return Posting(
        id=number,
        actor_id=actor.id,
        direction=Direction.OFFER if gives else Direction.NEED,
        resource=product,
        quantity=Decimal(rng.randrange(20, 600)),
        unit="kg",
        period=Period.MONTH,
        months=rng.choice((0b111111111111, 0b111111111111, 0b000111111000, 0b111000000111)),
    )


def median_seconds(work: Callable[[], object], runs: int) -> float:
    """Give the median processor time of some work, in seconds: other work does not count."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def run(organisations: int = 10_000) -> None:
    """Check that every answer is equal, then compare the times."""
    network, request = territory(organisations)
    found = stocks.build(network, request)
    asked = planning.problems(found, request)
    ours = list(planning.solve(found, request))
    seconds = median_seconds(lambda: list(planning.solve(found, request)), RUNS)
    arcs = statistics.mean(len(unmerged(found, request, *one).tails) for one in asked[::SAMPLED])
    print(
        f"allocation: {len(asked)} problems, {organisations} organisations, "
        f"{arcs:.0f} arcs each unmerged, {sum(len(one.deliveries) for one in ours)} deliveries"
    )
    rng = random.Random(1)  # noqa: S311
    peers = (
        ("or_tools", balanced, rng.sample(range(len(asked)), min(SAMPLED, len(asked)))),
        ("networkx", by_simplex, rng.sample(range(len(asked)), min(SLOW_SAMPLED, len(asked)))),
    )
    for name, solver, sample in peers:
        total = 0.0
        for number in sample:
            start = time.process_time()
            circuit = unmerged(found, request, *asked[number])
            flows = solver(circuit)
            total += time.process_time() - start
            expected = worth(circuit, flows)
            assert expected == (ours[number].served, ours[number].cost), asked[number]  # noqa: S101
        whole = total / len(sample) * len(asked)
        print(
            f"allocation, {MONTHS} months × {PRODUCTS} products | {organisations} | equal | "
            f"ours {seconds:.2f} s of processor | {name} {whole:.1f} s ({len(sample)} problems sampled, "
            f"extrapolated) | {whole / seconds:.0f}× | at least {FLOORS[name]}×"
        )


if __name__ == "__main__":
    run()
