"""The application killed while it writes: what was committed is in the index in the end.

Two processes publish and index on one database of their own; both are killed in full work.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import races
from tests.migrated import MODEL, run_folder

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
sys.path[:0] = [".", "site"]
import django
django.setup()
from types import SimpleNamespace
from django.db import transaction
import cooperation.tasks
from tests.factories.pacte import CommuneFactory, OrganisationFactory
cooperation.tasks.suggestions.follow = lambda **kwargs: SimpleNamespace(events=0)
who = sys.argv[1]
commune = CommuneFactory(insee="38185", slug="grenoble", epci__siren="200040715", epci__slug=who)
for number in range(10_000):
    name = f"Fictive {who} {number}"
    with transaction.atomic():
        row = OrganisationFactory(name=name, slug=f"{who}-{number}", commune=commune, draft=True)
        row.save_revision().publish()
    print(row.pk, flush=True)
"""


@pytest.fixture
def on_sqlite(tmp_path, tmp_path_factory, worker_id, django_db_setup):
    """Give the settings of a database in a file, begun from the tables of this run."""
    model = run_folder(tmp_path_factory, worker_id) / MODEL
    if model.exists():
        shutil.copy(model, tmp_path / "base.sqlite3")
    settings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path}/base.sqlite3",
        "VAR_DIR": str(tmp_path),
    }
    manage(settings, "migrate", "-v0")
    return settings


@pytest.fixture
def on_postgresql(postgresql_url, tmp_path):
    """Give the settings of a database of a genuine server."""
    return races.database(postgresql_url, tmp_path)


@pytest.fixture(
    params=[
        pytest.param("on_sqlite", id="sqlite"),
        pytest.param("on_postgresql", id="postgresql", marks=pytest.mark.postgresql),
    ]
)
def environment(request):
    """Give the settings of a database of one's own, with its tables."""
    return request.getfixturevalue(request.param)


def manage(environment, *command):
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0 or "Traceback" not in done.stderr, done.stderr[-2000:]
    return done.stdout


def start(environment, who):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, who],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip


def committed(writer, number):
    """Wait until a writer has said so many times that it committed."""
    return {writer.stdout.readline().strip() for _ in range(number)}


def test_killed_in_full_work_nothing_committed_is_lost(environment):
    writers = [start(environment, who) for who in ("un", "deux")]
    told = set().union(*(committed(writer, 25) for writer in writers))
    for writer in writers:
        os.kill(writer.pid, signal.SIGKILL)
    for writer in writers:
        rest, _ = writer.communicate(timeout=30)
        told |= set(rest.split())
    assert "" not in told
    manage(environment, "index_search")
    report = json.loads(manage(environment, "check_index", "--json"))
    kinds = report["engines"]["embedded"]["kinds"]
    assert report["engines"]["embedded"]["waiting"] == 0
    assert {name: kinds["organisation"][name] for name in ("missing", "extra", "stale")} == {
        "missing": [], "extra": [], "stale": []
    }  # fmt: skip
    assert kinds["organisation"]["index"] >= len(told) >= 50
