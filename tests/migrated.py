"""The tables of the project: migrated once for a whole run, and copied by every other worker.

Each worker of a run has a database in memory of its own. Migrating it takes longer than many tests,
and the workers all begin by it; the first one keeps a copy, the others read it.
"""

import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands.migrate import Command
from django.db import connections

MODEL = "migrated.sqlite3"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file that the workers of a run share, until the end of the block."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_folder(factory: pytest.TempPathFactory, worker: str) -> Path:
    """Give the folder that the workers of this run share."""
    own = factory.getbasetemp()
    return own if worker == "master" else own.parent


def copied(source: Path, target: sqlite3.Connection) -> None:
    """Copy a whole database into another, page by page."""
    with closing(sqlite3.connect(source)) as model:
        model.backup(target)


def kept(source: sqlite3.Connection, target: Path) -> None:
    """Keep a whole database in a file, which is there only once it is whole."""
    half = target.with_suffix(".half")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(half)) as model:
        source.backup(model)
    half.rename(target)


def migrating(folder: Path) -> Callable[..., str | None]:
    """Give what ``migrate`` does in a run whose workers share a folder."""
    genuine = Command.handle

    def handle(command: Command, *args: Any, **options: Any) -> str | None:
        connection = connections[options["database"]]
        if connection.vendor != "sqlite" or not connection.is_in_memory_db():
            return genuine(command, *args, **options)
        with locked(folder / f"{MODEL}.lock"):
            if connection.introspection.table_names():  # it is one that a test made
                return genuine(command, *args, **options)
            if (folder / MODEL).exists():
                copied(folder / MODEL, connection.connection)
                return None
            told = genuine(command, *args, **options)
            kept(connection.connection, folder / MODEL)
            return told

    return handle


@pytest.fixture(scope="session")
def one_migration(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[None]:
    """Migrate the databases in memory of a run once for all its workers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", migrating(run_folder(tmp_path_factory, worker_id)))
        yield


@pytest.fixture(scope="session")
def django_db_setup(one_migration: None, django_db_setup: None) -> None:
    """Make the database of this worker, or copy it."""
