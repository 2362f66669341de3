"""From published to visible in the database, on a genuine PostgreSQL.

A throwaway server, a network of ``BENCH_SIZE`` organisations (100,000) whose rows are copies of one,
a suggestion table already full, and postings published one after the other: the time runs from the
beginning of the transaction that publishes to the commit that makes the suggestions visible.
"""

import os
import subprocess
import sys
import time

import numpy as np

SIZE = int(os.environ.get("BENCH_SIZE", "100000"))
PUBLISHED = 300
WARM = 20
FILLER = 1_000_000
FLOOR_MS = 15


def run() -> None:
    """Start the server, measure in a process of its own, stop the server."""
    from tests.services import end_postgresql, free_port, start_postgresql  # noqa: PLC0415

    port = free_port()
    url = start_postgresql(port, durable=True)
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    env["PYTHONPATH"] = os.pathsep.join((".", "site"))
    try:
        subprocess.run([sys.executable, "-m", "benchmarks.database"], env=env, check=True)
    finally:
        end_postgresql(port)


def _copies(table: str, count: int, **changes: str) -> str:
    """Write the statement that copies the first row of a table, ``i`` being its number."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        columns = [
            row.name for row in connection.introspection.get_table_description(cursor, table)
        ]
    values = ", ".join(changes.get(column, f't."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f'INSERT INTO "{table}" ({names}) SELECT {values} '  # noqa: S608 - our own names
        f'FROM (SELECT * FROM "{table}" ORDER BY id LIMIT 1) t, generate_series(2, {count}) i'
    )


def _fill(organisations: int, postings: int) -> None:
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
        pk=1, kind="structural", giver=owner, receiver=other, score=1, version="x",
        resource="", computed_at=timezone.now(), criteria=[{"code": "filler"}] * 7,
    )  # fmt: skip
    tables = [model._meta.db_table for model in (type(owner), Posting, Suggestion)]
    spread = f"1 + (i::bigint * 7919) % {organisations}"
    with connection.cursor() as cursor:
        unique = {"id": "i", "slug": "'copie-' || i", "siret": "NULL"}
        cursor.execute(_copies(tables[0], organisations, **unique))
        cursor.execute(_copies(tables[1], postings, id="i", organisation_id=spread))
        parties = {"giver_id": spread, "receiver_id": f"1 + (i::bigint * 104729) % {organisations}"}
        cursor.execute(_copies(tables[2], FILLER, id="i", **parties))
        for table in tables:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM \"{table}\""  # noqa: S608
            )
        cursor.execute("ANALYZE")


def _publish(network: object, rng: np.random.Generator) -> float:
    """Publish a posting like one of the network; give how long it took to be visible."""
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from cooperation.models import Posting  # noqa: PLC0415
    from cooperation.services.outbox import _record  # noqa: PLC0415
    from cooperation.services.suggestions.following import match  # noqa: PLC0415

    like = network.postings[int(rng.integers(len(network.postings)))]  # type: ignore[attr-defined]
    row = Posting(
        organisation_id=like.actor_id, direction=str(like.direction), resource=like.resource,
        title="Annonce d’essai", quantity=like.quantity if like.unit else None, unit=like.unit,
        period=str(like.period), months=like.months, max_distance_km=like.max_distance_km,
        status="submitted", published_on=timezone.localdate(),
    )  # fmt: skip
    row.save()
    start = time.perf_counter()
    with transaction.atomic():
        Posting.objects.filter(pk=row.pk).update(status="published")
        _record(row.pk, timezone.now())
    match(now=timezone.now())
    return 1000 * (time.perf_counter() - start)


def measure() -> None:
    """Measure, in a process that has its database."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from benchmarks.networks import TODAY, synthetic  # noqa: PLC0415
    from cooperation.matching.live import Matcher  # noqa: PLC0415
    from cooperation.models import EngineEvent, Suggestion  # noqa: PLC0415
    from cooperation.services.suggestions import live  # noqa: PLC0415
    from cooperation.services.suggestions.computing import TOP  # noqa: PLC0415
    from cooperation.services.suggestions.refreshing import table_now  # noqa: PLC0415
    from cooperation.services.suggestions.state import lock_state  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    network = synthetic(SIZE)
    _fill(SIZE, max(row.id for row in network.postings))
    table, today = table_now(), timezone.localdate()
    matcher = Matcher(network, today, table, count=TOP)
    from django.db import transaction  # noqa: PLC0415

    with transaction.atomic():
        state = lock_state()
    live._Held.live = live.Live(
        state.token, state.serial, today, table.version, network, matcher, 0, {}
    )
    rng = np.random.default_rng(2026)
    times = [_publish(network, rng) for _ in range(WARM + PUBLISHED)][WARM:]
    assert not EngineEvent.objects.filter(is_matched=False).exists()  # noqa: S101
    written = Suggestion.objects.filter(kind__in=("direct", "deduced")).count()
    assert written, "nothing was written"  # noqa: S101
    half, most = np.percentile(times, [50, 95])
    verdict = "reached" if most <= FLOOR_MS else "MISSED"
    print(
        f"published to visible, PostgreSQL, {SIZE:,} organisations, day of {TODAY:%Y}: "
        f"median {half:.1f} ms, p95 {most:.1f} ms (at most {FLOOR_MS}: {verdict}); "
        f"{written:,} rows written by {PUBLISHED + WARM} postings"
    )


if __name__ == "__main__":
    measure()
