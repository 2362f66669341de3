"""The three engines behind the port, and documents that need no database."""

import uuid
from collections import Counter

import environ
import pytest
from django.db import connections

from search.backends.base import SearchBackend
from search.backends.elastic import ElasticBackend
from search.backends.embedded import EmbeddedBackend
from search.entry import Entry, EntryKind, Ref
from search.evaluation.engines import migrate
from search.query import Result
from search.ranking import Frequencies
from tests.services import (  # noqa: F401 - fixtures
    black_hole,
    elasticsearch_url,
    mortal_elasticsearch,
    postgresql_url,
)

POSTGRESQL_ALIAS = "search_postgresql"


def organisation(pk: int) -> Ref:
    """Name an organisation by its number."""
    return Ref(EntryKind.ORGANISATION, str(pk))


def numbers(result: Result) -> tuple[int, ...]:
    """Give the numbers of what was found, in order."""
    return tuple(int(ref.key) for ref in result.refs)


def document(pk: int, name: str, kind_of=EntryKind.ORGANISATION, **given: object) -> Entry:
    """Make a document: a field of text, a facet (a tuple of codes) or another attribute a name."""
    attributes = {"coordinates", "is_fictitious", "url", "day", "version"}
    texts = {k: v for k, v in given.items() if isinstance(v, str) and k not in attributes}
    values = {k: v for k, v in given.items() if isinstance(v, tuple) and k not in attributes}
    others = {k: v for k, v in given.items() if k in attributes}
    return Entry(Ref(kind_of, str(pk)), name, texts=texts, values=values, **others)


@pytest.fixture(scope="module")
def postgresql_alias(postgresql_url, django_db_blocker):  # noqa: F811
    """Open a database with the tables of the index only, under an alias of its own."""
    base = environ.Env.db_url_config(postgresql_url)
    name = f"search_{uuid.uuid4().hex[:12]}"
    with django_db_blocker.unblock():
        connections.settings[POSTGRESQL_ALIAS] = _complete(base)
        with connections[POSTGRESQL_ALIAS].cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        connections[POSTGRESQL_ALIAS].close()
        del connections[POSTGRESQL_ALIAS]
        connections.settings[POSTGRESQL_ALIAS] = _complete({**base, "NAME": name})
        migrate(POSTGRESQL_ALIAS)
    yield POSTGRESQL_ALIAS
    with django_db_blocker.unblock():
        connections[POSTGRESQL_ALIAS].close()
        del connections[POSTGRESQL_ALIAS]
        del connections.settings[POSTGRESQL_ALIAS]


def _complete(base: dict) -> dict:
    return connections.configure_settings({"default": dict(base)})["default"]


@pytest.fixture
def sqlite_backend(db):
    return EmbeddedBackend()


@pytest.fixture
def postgresql_backend(postgresql_alias, django_db_blocker):
    with django_db_blocker.unblock():
        backend = EmbeddedBackend(using=postgresql_alias)
        yield backend
        backend.rebuild([])


class CountingElastic(ElasticBackend):
    """A server fed like the database, whose words it counts itself for want of a database."""

    def __init__(self, *given, **options) -> None:
        self.held: dict[Ref, Entry] = {}
        self.url = given[0]
        super().__init__(*given, **options, counting=self.count)

    def count(self, tokens) -> Frequencies:
        words = [set(" ".join(row.tokens.values()).split()) for row in self.held.values()]
        found = Counter(token for row in words for token in row)
        return Frequencies({token: found[token] for token in tokens}, len(words))

    def index(self, entries) -> None:
        entries = list(entries)
        super().index(entries)
        for row in entries:
            if row.version >= self.held.get(row.ref, row).version:
                self.held[row.ref] = row

    def delete(self, refs, version=None) -> None:
        refs = list(refs)
        super().delete(refs, version)
        for ref in refs:
            if ref in self.held and (version is None or self.held[ref].version <= version):
                del self.held[ref]

    def rebuild(self, entries, progress=None) -> int:
        entries = list(entries)
        self.held = {row.ref: row for row in entries}
        return super().rebuild(entries, progress)


@pytest.fixture
def elastic_backend(elasticsearch_url):  # noqa: F811
    alias = f"test-{uuid.uuid4().hex[:12]}"
    backend = CountingElastic(elasticsearch_url, alias, refresh=True, read_seconds=10)
    backend.rebuild([])
    yield backend
    for name in backend._versions():
        backend._writer.indices.delete(index=name)
    backend.client.close()


@pytest.fixture(
    params=[
        pytest.param("sqlite_backend", id="sqlite", marks=pytest.mark.django_db),
        pytest.param("postgresql_backend", id="postgresql", marks=pytest.mark.postgresql),
        pytest.param("elastic_backend", id="elasticsearch", marks=pytest.mark.elasticsearch),
    ]
)
def backend(request) -> SearchBackend:
    """Give each engine in turn, empty."""
    return request.getfixturevalue(request.param)
