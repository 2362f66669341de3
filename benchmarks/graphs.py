"""Graphs at 10,000 organisations: loops, shared neighbours, communities, bridges, against their peers.

Processor seconds, one thread. Equality is checked before any time counts.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import igraph
import networkx as nx
import numpy as np
from scipy import sparse

from benchmarks.made_graphs import flow_graph, neighbours, partners, villages
from cooperation.matching.communities import communities
from cooperation.matching.cuts import cuts
from cooperation.matching.cycles import columns, cycles_up_to
from cooperation.matching.structure import adamic_adar, best

SIZE = 10_000
RUNS = 5
SAMPLE = 50_000
COUNT = 10


class Peer(NamedTuple):
    """Another library, how long it took, and how many times less is asked."""

    name: str
    seconds: float
    floor: int


def seconds(work: Callable[[], object], runs: int = 1) -> float:
    """Give the median processor time of some work."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def row(what: str, equal: bool, ours: float, *peers: Peer) -> None:
    """Print a row; a result that differs is a failure, whatever its speed."""
    assert equal, what  # noqa: S101
    for peer in peers:
        ratio = peer.seconds / ours
        verdict = "ok" if ratio >= peer.floor else "UNDER"
        print(
            f"{what}, {SIZE}: equal; ours {ours:.5f} s, {peer.name} {peer.seconds:.3f} s, "
            f"ratio {ratio:.0f}, floor {peer.floor}: {verdict}"
        )


def loops() -> None:
    """Every loop of five organisations at most."""
    following = flow_graph(SIZE)
    indptr, indices = columns(following)
    found = {
        tuple(node for node in path if node >= 0) for path in cycles_up_to(indptr, indices).tolist()
    }
    edges = [(node, end) for node, ends in enumerate(following) for end in ends]
    networked: Any = nx.DiGraph(edges)
    graphed = igraph.Graph(n=SIZE, edges=edges, directed=True)

    def by_igraph() -> Any:
        return graphed.simple_cycles(mode=igraph.OUT, min=2, max=5, output="vpath")

    oracle: list[Any] = []
    slow = seconds(lambda: oracle.extend(nx.simple_cycles(networked, length_bound=5)))
    equal = found == _turned(oracle) == _turned(by_igraph())
    ours = seconds(lambda: cycles_up_to(indptr, indices), RUNS)
    peers = Peer("networkx", slow, 1500), Peer("igraph", seconds(by_igraph, 3), 10)
    row(f"loops ≤ 5 ({len(found)} found)", equal, ours, *peers)


def _turned(cycles: Any) -> set[tuple[int, ...]]:
    """Tell each cycle from its least node."""
    turned = ((list(cycle), min(cycle)) for cycle in cycles)
    return {(*c[c.index(least) :], *c[: c.index(least)]) for c, least in turned}


def shared_neighbours() -> None:
    """Adamic-Adar over all pairs without a link, the ten best of each organisation."""
    rows = neighbours(SIZE, partners(SIZE))
    indptr, indices = columns(rows)
    degrees = np.diff(indptr).tolist()
    linked = sparse.csr_array(
        (np.ones(len(indices), np.int32), indices, indptr), shape=(SIZE, SIZE)
    )
    weights = sparse.diags_array(
        np.array([adamic_adar(d) for d in degrees], np.int32), dtype=np.int32
    )
    product = linked @ weights.tocsr() @ linked
    others, scores = best(indptr, indices, count=COUNT)
    equal = all(
        (others[node].tolist(), scores[node].tolist()) == _first(product, linked, node)
        for node in range(SIZE)
    )
    ours = seconds(lambda: best(indptr, indices, count=COUNT), RUNS)
    graph: Any = nx.Graph((node, other) for node, ends in enumerate(rows) for other in ends)
    pairs = _pairs(graph)
    sampled = seconds(lambda: list(nx.adamic_adar_index(graph, pairs)))
    absent = SIZE * (SIZE - 1) // 2 - graph.number_of_edges()
    peers = (
        Peer(f"networkx ({SAMPLE} pairs of {absent} sampled)", sampled * absent / SAMPLE, 2000),
        Peer("scipy, the product alone", seconds(lambda: linked @ weights.tocsr() @ linked, 3), 10),
    )
    row("Adamic-Adar for all", equal, ours, *peers)


def _first(product: Any, linked: Any, node: int) -> tuple[list[int], list[int]]:
    """Take the ten best of a row of the product, linked ones left out."""
    span = slice(product.indptr[node], product.indptr[node + 1])
    others, scores = product.indices[span], product.data[span]
    near = linked.indices[linked.indptr[node] : linked.indptr[node + 1]]
    kept = (scores > 0) & (others != node) & ~np.isin(others, near)
    order = np.lexsort((others[kept], -scores[kept]))[:COUNT]
    missing = COUNT - len(order)
    return (
        others[kept][order].tolist() + [-1] * missing,
        scores[kept][order].tolist() + [0] * missing,
    )


def _pairs(graph: Any) -> list[tuple[int, int]]:
    """Draw pairs without a link."""
    drawn = np.random.default_rng(1).integers(0, SIZE, (2 * SAMPLE, 2)).tolist()
    apart = [(one, two) for one, two in drawn if one != two and not graph.has_edge(one, two)]
    return apart[:SAMPLE]


def groups() -> None:
    """Communities, as good as those of networkx or better, and bridges."""
    links = villages(SIZE)
    rows = neighbours(SIZE, links)
    indptr, indices = columns(rows)
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(SIZE))
    graph.add_edges_from(links)
    ours = communities(indptr, indices)
    partition: list[Any] = []
    slow = seconds(lambda: partition.extend(nx.community.louvain_communities(graph, seed=1)))
    theirs = int(1_000_000 * nx.community.modularity(graph, partition))
    fast = seconds(lambda: communities(indptr, indices), RUNS)
    what = f"communities (modularity {ours.modularity / 1e6:.4f}, theirs {theirs / 1e6:.4f})"
    row(what, ours.modularity >= theirs, fast, Peer("networkx Louvain", slow, 50))
    bridges, points = cuts(indptr, indices)
    found: list[Any] = []
    slow = seconds(
        lambda: found.append((list(nx.bridges(graph)), list(nx.articulation_points(graph))))
    )
    equal = bridges.tolist() == sorted(sorted(edge) for edge in found[0][0])
    equal = equal and points.tolist() == sorted(found[0][1])
    fast = seconds(lambda: cuts(indptr, indices), RUNS)
    what = f"bridges and articulation points ({len(bridges)}, {len(points)})"
    row(what, equal, fast, Peer("networkx", slow, 50))


def run() -> None:
    """Run every measure."""
    loops()
    shared_neighbours()
    groups()


if __name__ == "__main__":
    run()
