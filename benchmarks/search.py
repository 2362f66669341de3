"""Finding among 10,000 organisations and 50,000 postings: SQLite and Elasticsearch in one run.

Both engines are given the same entries and asked the same; totals, counts of every facet and the
first page, in order, are compared before any time counts. A time is the median of five; p50 and
p95 are those of the searches. The times of Elasticsearch are those of its caller, server included,
once every search was asked ten times: a server that has just started has compiled nothing yet.
"""

import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ORGANISATIONS = int(os.environ.get("BENCH_SIZE", "10000"))
POSTINGS = 5 * ORGANISATIONS
SEARCHES, PREFIXES, TIMES, WARM = 100, 100, 5, 10
FLOOR_MS = {"SQLite": 50.0, "Elasticsearch": 30.0}
COMPLETION_MS = 15.0


def run() -> None:
    """Start the server, measure in a process of its own, stop the server."""
    from tests.services import (  # noqa: PLC0415
        end_elasticsearch,
        free_port,
        start_elasticsearch,
    )

    port = free_port()
    os.environ.setdefault("ELASTICSEARCH_TEST_HEAP", "1g")
    url = os.environ.get("BENCH_ELASTICSEARCH_URL") or start_elasticsearch(port)
    with tempfile.TemporaryDirectory() as folder:
        own = {"DATABASE_URL": f"sqlite:///{Path(folder) / 'search.sqlite3'}"}
        settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "BENCH_SERVER": url}
        env = {**os.environ, **own, **settings, "PYTHONPATH": os.pathsep.join((".", "site"))}
        try:
            subprocess.run([sys.executable, "-m", "benchmarks.search"], env=env, check=True)
        finally:
            if "BENCH_ELASTICSEARCH_URL" not in os.environ:
                end_elasticsearch(port)


def _migrate() -> None:
    """Make the tables of the index, and no other."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    loader = MigrationLoader(None)
    for key in sorted(key for key in loader.disk_migrations if key[0] == "search"):
        state = loader.project_state(key, at_end=False)
        with connection.schema_editor() as editor:
            loader.disk_migrations[key].apply(state, editor)


def _timed(ask: Callable[[], Any]) -> float:
    """Give the median of five, in milliseconds."""
    from search.backends import outline  # noqa: PLC0415

    spent = []
    for _ in range(TIMES):
        outline.forget()
        start = time.perf_counter()
        ask()
        spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent)


def _row(what: str, engine: str, spent: list[float], floor: float | None, note: str) -> None:
    cuts = statistics.quantiles(spent, n=20)
    verdict = "no floor" if floor is None else f"at most {floor:g} ms | "
    if floor is not None:
        verdict += "reached" if cuts[18] <= floor else "MISSED"
    print(
        f"{what} | {engine} | {ORGANISATIONS} organisations, {POSTINGS} postings | {note} | "
        f"p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms, most {max(spent):.1f} ms | {verdict}",
        flush=True,
    )


def _measure() -> None:
    import django  # noqa: PLC0415

    django.setup()
    logging.getLogger("elastic_transport").setLevel(logging.WARNING)
    from benchmarks.search_data import entries, prefixes, queries  # noqa: PLC0415
    from search.backends.elastic import ElasticBackend  # noqa: PLC0415
    from search.backends.embedded import EmbeddedBackend  # noqa: PLC0415

    _migrate()
    alias = f"bench-{os.getpid()}"
    server = ElasticBackend(os.environ["BENCH_SERVER"], alias, refresh=True, read_seconds=30)
    engines = {"SQLite": EmbeddedBackend(), "Elasticsearch": server}
    rows = list(entries(ORGANISATIONS, POSTINGS))
    for name, engine in engines.items():
        start = time.perf_counter()
        written = engine.rebuild(iter(rows))
        print(
            f"rebuild | {name} | {written} entries | {time.perf_counter() - start:.0f} s | no floor"
        )
    try:
        _searches(engines, queries(SEARCHES))
        _completions(engines, prefixes(PREFIXES))
        _alike(engines, [row.ref for row in rows[:: len(rows) // 40]])
        _update(engines, rows)
    finally:
        server.drop()


def _searches(engines: dict[str, Any], asked: list[Any]) -> None:
    """Compare and time faceted searches with text and radius."""
    totals, strict = [], 0
    for query in asked:
        one, two = (engine.search(query) for engine in engines.values())
        assert (one.total, one.every_term) == (two.total, two.every_term), query  # noqa: S101
        assert one.facets == two.facets, query  # noqa: S101
        assert one.refs == two.refs, query  # noqa: S101
        assert [h.matches for h in one.hits] == [h.matches for h in two.hits], query  # noqa: S101
        totals.append(one.total)
        strict += one.every_term
    note = (
        f"{len(asked)} searches, {strict} with every word, {statistics.median(totals):g} found in the "
        f"middle, {max(totals)} at most | equal: totals, facets, pages in order, reasons"
    )
    for name, engine in engines.items():
        for query in asked * WARM:
            engine.search(query)
        spent = [_timed(lambda q=query, e=engine: e.search(q)) for query in asked]
        _row("faceted search, text and radius", name, spent, FLOOR_MS[name], note)


def _completions(engines: dict[str, Any], asked: list[str]) -> None:
    """Compare and time autocompletion."""
    for prefix in asked:
        one, two = (engine.complete(prefix) for engine in engines.values())
        assert one == two, prefix  # noqa: S101
    for name, engine in engines.items():
        spent = [_timed(lambda p=prefix, e=engine: e.complete(p)) for prefix in asked]
        _row("autocompletion", name, spent, COMPLETION_MS, f"{len(asked)} beginnings | equal")


def _alike(engines: dict[str, Any], refs: list[Any]) -> None:
    """Compare and time what resembles an entry."""
    for ref in refs:
        one, two = (engine.similar(ref) for engine in engines.values())
        assert one.refs == two.refs, ref  # noqa: S101
    for name, engine in engines.items():
        spent = [_timed(lambda r=ref, e=engine: e.similar(r)) for ref in refs]
        _row("similar entries", name, spent, None, f"{len(refs)} entries | equal")


def _update(engines: dict[str, Any], rows: list[Any]) -> None:
    """Time the write of one entry, and the reading of all that is stored."""
    for name, engine in engines.items():
        spent = [_timed(lambda r=row, e=engine: e.index([r])) for row in rows[:20]]
        _row("one entry written again, unchanged", name, spent, None, "20 entries")
        start = time.perf_counter()
        number = len(engine.stored())
        print(
            f"stored | {name} | {number} entries | {time.perf_counter() - start:.1f} s | no floor"
        )


if __name__ == "__main__":
    _measure()
