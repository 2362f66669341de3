"""From published to visible in the database, on a genuine PostgreSQL.

A throwaway server, a network of ``BENCH_SIZE`` organisations (100,000) whose rows are copies of one,
a table that holds every suggestion of the network, copies too but for their pairs, and postings
published one after the other: the time runs from the beginning of the transaction that publishes to
the commit that makes the suggestions visible.
"""

import os
import subprocess
import sys
import time
from typing import Any

import numpy as np

from benchmarks.database_steps import Steps, server_ms

SIZE = int(os.environ.get("BENCH_SIZE", "100000"))
PUBLISHED = 300
WARM = 20
FLOOR_MS = 15
SETTINGS = os.environ.get("BENCH_POSTGRESQL", "")
"""Options of the server, those that it comes with by default: ``-c shared_buffers=1GB``."""
Pairs = list[tuple[int, int, int, int]]


def run() -> None:
    """Start the server, measure in a process of its own, stop the server."""
    from tests.services import end_postgresql, free_port, start_postgresql  # noqa: PLC0415

    port = free_port()
    url = start_postgresql(port, durable=True, settings=SETTINGS)
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    env["PYTHONPATH"] = os.pathsep.join((".", "site"))
    try:
        subprocess.run([sys.executable, "-m", "benchmarks.database"], env=env, check=True)
    finally:
        end_postgresql(port)


def _copies(table: str, numbers: str, **changes: str) -> str:
    """Write the statement that copies the first row of a table, ``i`` being their numbers."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        columns = [
            row.name for row in connection.introspection.get_table_description(cursor, table)
        ]
    values = ", ".join(changes.get(column, f't."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f'INSERT INTO "{table}" ({names}) SELECT {values} '  # noqa: S608 - our own names
        f'FROM (SELECT * FROM "{table}" ORDER BY id LIMIT 1) t, {numbers} i'
    )


def _fill(organisations: int, postings: int, kept: Pairs) -> None:
    """Fill the tables: one row of each by the models, the others copied from it."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from cooperation.models import Posting, Suggestion  # noqa: PLC0415
    from tests.factories.cooperation import PostingFactory  # noqa: PLC0415
    from tests.factories.pacte import OrganisationFactory  # noqa: PLC0415

    owner = OrganisationFactory(pk=1)
    other = OrganisationFactory(pk=organisations + 1)
    PostingFactory(pk=1, organisation=owner)
    Suggestion.objects.create(
        pk=1, kind="direct", giver=owner, receiver=other, score=1, version="x",
        resource="", computed_at=timezone.now(), criteria=[{"code": "filler"}] * 7,
    )  # fmt: skip
    tables = [model._meta.db_table for model in (type(owner), Posting, Suggestion)]
    spread = f"1 + (i::bigint * 7919) % {organisations}"
    with connection.cursor() as cursor:
        unique = {"id": "i", "slug": "'copie-' || i", "siret": "NULL"}
        cursor.execute(_copies(tables[0], f"generate_series(2, {organisations})", **unique))
        every = f"generate_series(2, {postings})"
        cursor.execute(_copies(tables[1], every, id="i", organisation_id=spread))
        cursor.execute(
            "CREATE TEMPORARY TABLE pairs (giver int, receiver int, offer int, need int)"
        )
        with cursor.copy("COPY pairs FROM STDIN") as copy:
            copy.write("".join("\t".join(map(str, row)) + "\n" for row in kept))
        names = {f"{name}_id": f"i.{name}" for name in ("giver", "receiver", "offer", "need")}
        number = "1 + row_number() OVER ()"
        cursor.execute(_copies(tables[2], "pairs", id=number, **names))
        cursor.execute(f"DELETE FROM {tables[2]} WHERE id = 1")  # noqa: S608
        for table in tables:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM \"{table}\""  # noqa: S608
            )
        cursor.execute("ANALYZE")


def _publish(network: Any, rng: np.random.Generator, steps: Steps) -> None:
    """Publish a posting like one of the network, and follow it."""
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from cooperation.models import Posting  # noqa: PLC0415
    from cooperation.services.outbox import _record  # noqa: PLC0415
    from cooperation.services.suggestions import live  # noqa: PLC0415
    from cooperation.services.suggestions.following import match  # noqa: PLC0415

    like = network.postings[int(rng.integers(len(network.postings)))]
    row = Posting(
        organisation_id=like.actor_id, direction=str(like.direction), resource=like.resource,
        title="Annonce d’essai", quantity=like.quantity if like.unit else None, unit=like.unit,
        period=str(like.period), months=like.months, max_distance_km=like.max_distance_km,
        status="submitted", published_on=timezone.localdate(),
    )  # fmt: skip
    row.save()
    live.tidy()
    with steps.step("published to visible"):
        with steps.step("publish"), transaction.atomic():
            Posting.objects.filter(pk=row.pk).update(status="published")
            _record(row.pk, timezone.now())
        match(now=timezone.now())


def _pairs() -> Pairs:
    """Give what every organisation keeps: giver, receiver, offer, need."""
    from cooperation.matching.keeping import kept  # noqa: PLC0415
    from cooperation.services.suggestions import live  # noqa: PLC0415
    from cooperation.services.suggestions.computing import TOP  # noqa: PLC0415

    assert live._Held.live is not None  # noqa: S101
    matcher = live._Held.live.matcher
    assert all(row.id > 0 for row in matcher.postings.values())  # noqa: S101 - nothing probable
    whose = {pk: row.actor_id for pk, row in matcher.postings.items()}
    pairs = kept([matcher.store.faces[0].ways()], TOP)
    return [(whose[one], whose[two], one, two) for one, two in pairs]


def _check() -> int:
    """Compare what is stored with what every organisation keeps; give how many rows there are."""
    from django.db import connection  # noqa: PLC0415

    from cooperation.models import EngineEvent, Suggestion  # noqa: PLC0415

    assert not EngineEvent.objects.filter(is_matched=False).exists()  # noqa: S101
    with connection.cursor() as cursor:
        table = Suggestion._meta.db_table
        cursor.execute(f"SELECT giver_id, receiver_id, offer_id, need_id FROM {table}")  # noqa: S608
        stored = cursor.fetchall()
    assert sorted(stored) == sorted(_pairs()), "not what is kept"  # noqa: S101
    return len(stored)


def _hold(network: Any) -> None:
    """Give this process its matcher, as it would have built it from the database."""
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from cooperation.matching.live import Matcher  # noqa: PLC0415
    from cooperation.services.suggestions import live  # noqa: PLC0415
    from cooperation.services.suggestions.computing import TOP  # noqa: PLC0415
    from cooperation.services.suggestions.refreshing import table_now  # noqa: PLC0415
    from cooperation.services.suggestions.state import lock_state  # noqa: PLC0415

    table, today = table_now(), timezone.localdate()
    matcher = Matcher(network, today, table, count=TOP)
    with transaction.atomic():
        state = lock_state()
    live._Held.live = live.Live(
        state.token, state.serial, today, table.version, network, matcher, 0, {}
    )
    live._settle_down(len(network.postings))


def _watched() -> Steps:
    """Watch the steps of following a posting."""
    from django.db import connection  # noqa: PLC0415

    from cooperation import snapshot  # noqa: PLC0415
    from cooperation.matching.live import Matcher  # noqa: PLC0415
    from cooperation.services.suggestions import following, statements  # noqa: PLC0415

    steps = Steps()
    for owner, name, told in (
        (statements, "claim", "lock, read the changes"),
        (snapshot, "posting", "read the posting"),
        (Matcher, "_move", "matcher"),
        (following, "moves_of", "tell the rows"),
        (statements, "write", "write everything"),
        (connection, "_commit", "two commits"),
    ):
        steps.watch(owner, name, told)
    return steps


def measure() -> None:
    """Measure, in a process that has its database."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from benchmarks.networks import synthetic  # noqa: PLC0415

    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    network = synthetic(SIZE)
    _hold(network)
    _fill(SIZE, max(row.id for row in network.postings), _pairs())
    before = _check()
    print(
        f"loaded: {SIZE:,} organisations, {len(network.postings):,} postings, {before:,} "
        f"suggestions, the matcher in memory ({time.perf_counter() - began:.0f} s)",
        flush=True,
    )
    steps, rng = _watched(), np.random.default_rng(2026)
    steps.each(lambda: _publish(network, rng, steps), WARM)
    steps.forget()
    before, pid = _check(), connection.connection.info.backend_pid
    spent, start = server_ms(pid), time.perf_counter()
    steps.each(lambda: _publish(network, rng, steps), PUBLISHED)
    spent, start = (server_ms(pid) - spent) / PUBLISHED, time.perf_counter() - start
    written = _check() - before
    assert written > 0, "nothing was written"  # noqa: S101
    print(steps.told())
    print(f"database server: {spent:.1f} ms of processor a posting (saving the draft included)")
    half, most = np.percentile(steps.wall["published to visible"], [50, 95])
    verdict = "reached" if most <= FLOOR_MS else "MISSED"
    print(
        f"published to visible, PostgreSQL, {SIZE:,} organisations: "
        f"median {half:.1f} ms, p95 {most:.1f} ms (at most {FLOOR_MS}: {verdict}); "
        f"{written:,} more rows after {PUBLISHED} postings, "
        f"{start:.1f} s in all, equal to what is kept"
    )


if __name__ == "__main__":
    measure()
