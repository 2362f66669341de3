"""Engines made for an evaluation, that leave nothing behind."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from search.backends.base import EngineError, SearchBackend
from search.backends.embedded import EmbeddedBackend

ALIAS = "search_evaluation"
MEMORY = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}


@contextmanager
def memory() -> Iterator[EmbeddedBackend]:
    """Open the embedded engine in a database of its own, in memory."""
    complete = connections.configure_settings({"default": dict(MEMORY)})["default"]
    connection = connections[ALIAS] = DatabaseWrapper(complete, ALIAS)
    try:
        migrate(ALIAS)
        yield EmbeddedBackend(using=ALIAS)
    finally:
        connection.close()
        del connections[ALIAS]


def migrate(alias: str) -> None:
    """Apply the migrations of the index to a database, and of nothing else."""
    loader = MigrationLoader(None)
    for key in sorted(key for key in loader.disk_migrations if key[0] == "search"):
        state = loader.project_state(key, at_end=False)
        with connections[alias].schema_editor() as editor:
            loader.disk_migrations[key].apply(state, editor)


@contextmanager
def server() -> Iterator[SearchBackend]:
    """Open an index of its own on the search server, deleted afterwards.

    Raises
    ------
    EngineError
        If no server is configured, or if it does not answer.
    """
    if not settings.ELASTICSEARCH_URL:
        raise EngineError("ELASTICSEARCH_URL")
    from search.backends.elastic import ElasticBackend  # noqa: PLC0415 - heavy, and seldom needed

    alias = f"{settings.ELASTICSEARCH_INDEX}-evaluation-{uuid.uuid4().hex[:12]}"
    engine = ElasticBackend(settings.ELASTICSEARCH_URL, alias, refresh=True, read_seconds=10)
    try:
        yield engine
    finally:
        engine.drop()
        engine.client.close()
