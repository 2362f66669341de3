"""The full direct run, top 10 both ways: against networkx, SQLite and DuckDB, then how it grows.

Seconds are those of the processor, on one thread; ours are the median of 5; every list that a peer
gives is compared with ours before a time counts. Peers that would take minutes are sampled, in one
way only, which is in their favour.
"""

import math
import sqlite3
import statistics
import time
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np

from benchmarks import cold, sql
from benchmarks.networks import TODAY, draw, laid_out, network
from cooperation.matching import columns, direct, flow, graph
from cooperation.matching.columns.layout import EMPTY, TIE_BITS
from cooperation.matching.context import Pair
from cooperation.matching.context import build as context_of
from cooperation.matching.tables import TABLE

TOP = 10
RUNS = 5
SMALL, LARGE = 10_000, 100_000
LONGEST = 6
OFFERS_SAMPLED, SAMPLED, SLICES = 3, 150, 50
INDEXES = (
    "offers (resource)",
    "offers (tie)",
    "needs (resource)",
    "needs (tie)",
    "near (wanted, offered)",
    "near (offered, wanted)",
    "areas (area, insee)",
)
NEAR = ("offered", "wanted", "share", "season", "worth", "hazard")


def seconds(work: Callable[[], object], runs: int = 1) -> float:
    """Give the median processor time of some work."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def show(what: str, size: int, ours: float, peer: float, floor: float, note: str = "") -> None:
    """Print a row."""
    print(
        f"{what} | {size} organisations | equal | ours {ours:.3f} s | peer {peer:.1f} s | "
        f"ratio {peer / ours:.1f} | floor {floor:g}{note} | {told(peer / ours >= floor)}"
    )


def told(reached: bool) -> str:
    """Tell whether a floor is reached."""
    return "reached" if reached else "MISSED"


def ours(laid: columns.Columns, runs: int = RUNS) -> tuple[flow.Ways, float]:
    """Run the engine."""
    found = flow.best(laid, TOP, kernel="compiled")
    return found, seconds(lambda: flow.best(laid, TOP, kernel="compiled"), runs)


def same(mine: Any, keys: Any, rows: Any, lists: Any) -> None:
    """Compare the lists of a peer, in any order, with ours."""
    filled = lists.ravel() != EMPTY
    wanted = np.repeat(rows["tie"], lists.shape[1])[filled], lists.ravel()[filled]
    for found, expected in zip(
        _sorted(np.asarray(mine), np.asarray(keys)), _sorted(*wanted), strict=True
    ):
        assert np.array_equal(found, expected)  # noqa: S101


def _sorted(mine: Any, keys: Any) -> tuple[Any, Any]:
    order = np.lexsort((keys, mine))
    return mine[order], keys[order]


def duck(laid: columns.Columns) -> duckdb.DuckDBPyConnection:
    """Load columns into DuckDB."""
    base = duckdb.connect(config={"threads": 1})
    for name, values in _tables(laid).items():
        base.register("view_", values)
        base.execute(f"CREATE TABLE {name} AS SELECT * FROM view_")  # noqa: S608
        base.unregister("view_")
    return base


def _tables(laid: columns.Columns) -> dict[str, dict[str, Any]]:
    """Give every table, as 64-bit columns."""
    pairs = np.array(sql.near(laid))
    areas, permits = np.argwhere(laid.tables.areas), np.argwhere(laid.tables.permits)
    found: dict[str, dict[str, Any]] = {
        "offers": sql.table(laid.offers),
        "needs": sql.table(laid.needs),
        "near": {name: pairs[:, place] for place, name in enumerate(NEAR)},
        "areas": {"area": areas[:, 0], "insee": areas[:, 1]},
        "permits": {"gate": permits[:, 0], "hazard": permits[:, 1]},
    }
    return {
        table: {name: np.ascontiguousarray(values, np.int64) for name, values in named.items()}
        for table, named in found.items()
    }


def _top(one: str, two: str) -> str:
    """Write the query of the greatest keys of each."""
    best = f"max((score << {TIE_BITS}) | {two}, {TOP})"
    return f"SELECT {one} AS mine, unnest({best}) AS key FROM found GROUP BY {one}"  # noqa: S608


def against_duckdb(laid: columns.Columns, found: flow.Ways, spent: float) -> None:
    """Join everything, both ways."""
    base = duck(laid)
    query = sql.matches(laid, duck=True)
    results: list[Any] = []

    def work() -> None:
        base.execute(f"CREATE OR REPLACE TABLE found AS {query}")
        results[:] = [
            base.execute(_top(*way)).fetchnumpy() for way in (("offer", "need"), ("need", "offer"))
        ]

    peer = seconds(work, 3)
    same(results[0]["mine"], results[0]["key"], found.offers, found.gives)
    same(results[1]["mine"], results[1]["key"], found.needs, found.takes)
    show("full direct run against a DuckDB join", SMALL, spent, peer, 15)


def against_duckdb_sampled(laid: columns.Columns, found: flow.Ways, spent: float) -> None:
    """Join one offer out of fifty, one way only."""
    base = duck(laid)
    base.execute(f"DELETE FROM offers WHERE (tie // 7) % {SLICES} <> 0")  # noqa: S608
    query = sql.matches(laid, duck=True)
    results: list[Any] = []

    def work() -> None:
        base.execute(f"CREATE OR REPLACE TABLE found AS {query}")
        results[:] = [base.execute(_top("offer", "need")).fetchnumpy()]

    peer = seconds(work) * SLICES
    chosen = (found.offers["tie"] // 7) % SLICES == 0
    same(results[0]["mine"], results[0]["key"], found.offers[chosen], found.gives[chosen])
    note = f" (one offer out of {SLICES} sampled, one way only)"
    show("full direct run against a DuckDB join", LARGE, spent, peer, 30, note)


def against_sqlite(laid: columns.Columns, found: flow.Ways, spent: float) -> None:
    """Ask one query for each posting, with indexes; a sample of offers and needs."""
    base = sqlite3.connect(":memory:")
    masks = ((mask, mask.bit_count()) for mask in range(1 << 12))
    base.execute("CREATE TABLE bits (mask INTEGER PRIMARY KEY, count INTEGER)")
    base.executemany("INSERT INTO bits VALUES (?, ?)", masks)
    for table, named in _tables(laid).items():
        base.execute(f"CREATE TABLE {table} ({', '.join(named)})")
        rows = zip(*(values.tolist() for values in named.values()), strict=True)
        base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(named))})", rows)  # noqa: S608
    for number, index in enumerate(INDEXES):
        base.execute(f"CREATE INDEX i_{number} ON {index}")
    base.execute("ANALYZE")
    peer = _one_by_one(base, laid, "n.tie = ?", "offer", found.needs, found.takes)
    peer += _one_by_one(base, laid, "o.tie = ?", "need", found.offers, found.gives)
    note = f" ({SAMPLED} needs and {SAMPLED} offers sampled)"
    show("full direct run against SQLite, one query a posting", SMALL, spent, peer, 100, note)


def _one_by_one(
    base: sqlite3.Connection, laid: columns.Columns, where: str, other: str, rows: Any, lists: Any
) -> float:
    """Time one query for each posting of a sample, and check what each gives."""
    inner = sql.matches(laid, duck=False, where=where)
    query = f"SELECT (score << {TIE_BITS}) | {other} AS key FROM ({inner}) ORDER BY key DESC LIMIT {TOP}"  # noqa: S608
    sample = np.random.default_rng(7).choice(len(rows), SAMPLED, replace=False).tolist()
    asked = [(int(rows["tie"][place]),) for place in sample]
    results: list[list[int]] = []

    def work() -> None:
        results[:] = [[key for (key,) in base.execute(query, one)] for one in asked]

    spent = seconds(work) * len(rows) / SAMPLED
    for place, keys in zip(sample, results, strict=True):
        assert keys == [key for key in lists[place].tolist() if key != EMPTY]  # noqa: S101
    return spent


def against_networkx(found: flow.Ways, spent: float) -> None:
    """Go through the pairs of edges of the public graph, in Python; a sample of offers."""
    rows = network(draw(SMALL))
    context = context_of(rows, TODAY, TABLE)
    public = graph.build_graph(rows)
    postings = {row.id: row for row in rows.postings}
    wanted = [
        (start.partition(":")[2], postings[data["posting"]])
        for start, _, data in public.edges(data=True)
        if data["kind"] == "needs"
    ]
    near = context.knowledge.closeness
    idents = flow.identifiers(found.offers["tie"])
    sample = range(0, len(idents), len(idents) // OFFERS_SAMPLED)
    results: list[list[tuple[int, int, int]]] = []

    def work() -> None:
        for place in sample:
            offer, best = postings[int(idents[place])], []
            for code, need in wanted:
                share = near(offer.resource, code)
                match = direct.suggest(Pair(context, offer, need, share))
                if match is not None:
                    best.append((-match.score, match.receiver_id, need.id))
            results.append(sorted(best)[:TOP])

    peer = seconds(work) * len(idents) / len(sample)
    for place, best in zip(sample, results, strict=True):
        keys = found.gives[place][found.gives[place] != EMPTY]
        lists = zip(-flow.scores(keys), flow.identifiers(keys), strict=True)
        assert [(score, need) for score, _, need in best] == list(lists)  # noqa: S101
    note = f" ({len(sample)} offers sampled, one way only)"
    show("full direct run against networkx pairwise", SMALL, spent, peer, 2500, note)


def growth(times: dict[bool, dict[int, float]]) -> None:
    """Print how the time grows."""
    for by_territory, limit in ((False, 1.4), (True, 1.05)):
        small, large = times[by_territory][SMALL], times[by_territory][LARGE]
        exponent = math.log10(large / small)
        name = "by territory" if by_territory else "dense"
        print(
            f"growth, {name} | {SMALL} to {LARGE} organisations | {small:.3f} s to {large:.3f} s | "
            f"exponent {exponent:.2f} | at most {limit} | {told(exponent <= limit)}"
        )


def run() -> None:
    """Run every comparison."""
    start = time.perf_counter()
    ours(laid_out(draw(100)), 1)
    print(f"kernel loaded, or compiled the first time, in {time.perf_counter() - start:.1f} s")
    times: dict[bool, dict[int, float]] = {False: {}, True: {}}
    for size in (SMALL, LARGE):
        laid = laid_out(draw(size, by_territory=True))
        times[True][size] = ours(laid)[1]
    laid = laid_out(draw(SMALL))
    found, times[False][SMALL] = ours(laid)
    against_duckdb(laid, found, times[False][SMALL])
    against_sqlite(laid, found, times[False][SMALL])
    against_networkx(found, times[False][SMALL])
    laid = laid_out(draw(LARGE))
    found, times[False][LARGE] = ours(laid)
    spent = times[False][LARGE]
    print(
        f"full direct run | {LARGE} organisations | {spent:.2f} s | at most {LONGEST} s | "
        f"{told(spent <= LONGEST)}"
    )
    against_duckdb_sampled(laid, found, times[False][LARGE])
    growth(times)
    del found
    cold.run(laid, LARGE)


if __name__ == "__main__":
    run()
