"""Acts that start at the same moment, each in its own thread, on a genuine PostgreSQL.

A module of races is a program of its own, on a database of its own: threads see nothing of a transaction
that a test would hold. It prints what came of each try; :func:`tries_of` runs it and reads it.
"""

import json
import os
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
TRIES = 3
"""How many times each race is run."""
MARK = "RACE "
MODEL = "pacte_races"
"""A database with every table, made by who comes first and copied by the others."""
LOCK = 20261122
PROGRAM = """
import sys
sys.path[:0] = [".", "site"]
import django
django.setup()
from {module} import main
main()
"""
Race = Callable[[], tuple[list[Any], dict[str, Any]]]
Tries = dict[str, list[tuple[list[Any], dict[str, Any]]]]


def named(row: Any) -> str:
    """Say that an act gave a row."""
    return f"ok {row.pk}"


def won(given: list[str]) -> list[str]:
    """Keep the answers of the acts that gave something."""
    return [answer for answer in given if answer.startswith("ok")]


def together(*acts: Callable[[], Any], said: Callable[[Any], Any] = named) -> list[Any]:
    """Start every act at the same moment; return what each gave, or the words that refused it."""
    barrier, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            given[place] = said(act())
        except Exception as error:  # noqa: BLE001 - any fault is told to the judge
            given[place] = getattr(error, "message", f"FAULT {error!r}")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


def tell(races: Mapping[str, Race]) -> None:
    """Run every race several times and print what came of each."""
    for name, race in races.items():
        for _try in range(TRIES):
            sys.stdout.write(f"{MARK}{json.dumps([name, *race()])}\n")
            sys.stdout.flush()


def tries_of(module: str, url: str, folder: Path) -> Tries:
    """Run the races of a module; give what came of each try, by name. None may break."""
    environment = database(url, folder)
    found: Tries = {}
    for line in _run(environment, "-c", PROGRAM.format(module=module)).splitlines():
        if line.startswith(MARK):
            name, given, state = json.loads(line[len(MARK) :])
            found.setdefault(name, []).append((given, state))
    answers = [answer for tries in found.values() for given, _state in tries for answer in given]
    assert not [answer for answer in answers if answer is None or "FAULT" in str(answer)]
    assert all(len(tries) == TRIES for tries in found.values())
    return found


def database(url: str, folder: Path, **settings: str) -> dict[str, str]:
    """Copy the model into a database of one's own; give the environment that leads to it."""
    root, name = url.rpartition("/")[0], f"races_{uuid.uuid4().hex[:12]}"
    base = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.dev", "VAR_DIR": str(folder)}
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # until the connection is closed
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MODEL]).fetchone():
            server.execute(f"DROP DATABASE IF EXISTS {MODEL}_half")
            server.execute(f"CREATE DATABASE {MODEL}_half")
            _run(base | {"DATABASE_URL": f"{root}/{MODEL}_half"}, "manage.py", "migrate", "-v0")
            server.execute(f"ALTER DATABASE {MODEL}_half RENAME TO {MODEL}")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {MODEL}")
    return base | {"DATABASE_URL": f"{root}/{name}"} | settings


def _run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, check=False,
        capture_output=True, text=True, timeout=500,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
