"""Time the engine: ``make bench``. Quote the ratios; the seconds depend on the machine."""

import statistics
import time
from collections.abc import Callable
from datetime import date

from benchmarks.networks import synthetic
from cooperation import knowledge
from cooperation.matching import engine, graph, reference

TODAY = date(2026, 11, 1)
RUNS = 5


def median_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Give the median duration of some work, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def indexed_against_reference(organisations: int) -> None:
    """Check that the indexed engine equals the reference, then compare their times."""
    network = synthetic(organisations)
    expected = reference.suggest_all(network, today=TODAY)
    assert engine.suggest_all(network, today=TODAY) == expected  # noqa: S101
    slow = median_seconds(lambda: reference.suggest_all(network, today=TODAY), runs=1)
    fast = median_seconds(lambda: engine.suggest_all(network, today=TODAY))
    print(
        f"all suggestions, {organisations} organisations: {len(expected)} found, equal; "
        f"indexed {fast:.3f} s, reference {slow:.3f} s, ratio {slow / fast:.0f}"
    )


def growth(small: int, large: int) -> None:
    """Show how the time of the full run grows."""
    times = {}
    for size in (small, large):
        network = synthetic(size)
        times[size] = median_seconds(lambda net=network: engine.suggest_all(net, today=TODAY), 3)
    ratio = times[large] / times[small]
    print(
        f"full run: {small} organisations {times[small]:.3f} s, {large} organisations "
        f"{times[large]:.3f} s, ratio {ratio:.1f} for {large / small:.0f} times the organisations"
    )


def drawing(organisations: int) -> None:
    """Time the graph and its layout."""
    network = synthetic(organisations)
    built = median_seconds(lambda: graph.build_graph(network), 3)
    print(f"graph of {organisations} organisations: built in {built:.3f} s")


def main() -> None:
    """Run every benchmark."""
    knowledge.load()
    indexed_against_reference(300)
    growth(500, 1500)
    drawing(1000)


if __name__ == "__main__":
    main()
