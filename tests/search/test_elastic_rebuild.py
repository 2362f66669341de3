"""A genuine Elasticsearch: rebuilds that lose nothing and leave no gap, and no index by accident."""

import threading

import pytest

from search.backends.base import EngineError
from search.backends.elastic import ElasticBackend
from search.query import Query
from tests.search.conftest import document, numbers, organisation

pytestmark = pytest.mark.elasticsearch


def test_writing_without_an_index_makes_none(elasticsearch_url):
    backend = ElasticBackend(elasticsearch_url, "test-absent", refresh=True)
    for write in (
        lambda: backend.index([document(1, "Fictive")]),
        lambda: backend.delete([organisation(1)]),
        lambda: backend.delete([organisation(1)], 7),
    ):
        with pytest.raises(EngineError):
            write()
    assert backend._versions() == []
    backend.client.close()


def test_a_rebuild_swaps_the_alias_and_leaves_one_index(elastic_backend):
    before = elastic_backend._versions()
    elastic_backend.rebuild([document(1, "Fictive")])
    (after,) = elastic_backend._versions()
    assert [after] != before
    assert numbers(elastic_backend.search(Query("fictive"))) == (1,)


def test_what_is_written_during_a_rebuild_is_kept(elastic_backend):
    writer = ElasticBackend(str(elastic_backend.url), elastic_backend.alias, refresh=True)
    old = [document(n, f"Ancienne {n}", version=10) for n in range(1, 6)]
    elastic_backend.rebuild(old)
    told = []

    def entries():
        yield from old[:3]
        writer.index(
            [document(1, "Changée entre-temps", version=20), document(9, "Née", version=21)]
        )
        writer.delete([organisation(2)], version=22)
        writer.delete([organisation(3)])
        writer.index([document(4, "Trop ancienne", version=5)])
        yield from old[3:]

    ElasticBackend.rebuild(elastic_backend, entries(), told.append)
    found = {ref.key: version for ref, (version, _) in elastic_backend.stored().items()}
    assert found == {"1": 20, "4": 10, "5": 10, "9": 21}
    assert told == [5]
    writer.index([document(2, "Revenue trop tard", version=21)])
    assert organisation(2) not in elastic_backend.stored()
    assert len(elastic_backend._versions()) == 1
    writer.client.close()


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(elastic_backend):
    elastic_backend.rebuild([document(1, "Fictive")])
    before = elastic_backend._versions()

    def entries():
        yield document(2, "Autre")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ElasticBackend.rebuild(elastic_backend, entries())
    assert elastic_backend._versions() == before
    assert numbers(elastic_backend.search(Query("fictive"))) == (1,)


def test_searching_goes_on_through_rebuilds(elastic_backend):
    rows = [document(n, "Fictive") for n in range(1, 6)]
    elastic_backend.rebuild(rows)
    done, bad, asked = threading.Event(), [], []

    def ask():
        reader = ElasticBackend(
            elastic_backend.url,
            elastic_backend.alias,
            read_seconds=10,
            counting=elastic_backend.count,
        )
        while not done.is_set():
            asked.append(1)
            if len(reader.search(Query("fictive")).refs) != 5:
                bad.append(1)
        reader.client.close()

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        for _ in range(3):
            elastic_backend.rebuild(rows)
    finally:
        done.set()
        thread.join()
    assert asked
    assert not bad
