"""A search server that hangs, refuses or is killed: the page is answered all the same."""

import time

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from search import engine
from search.backends.base import EngineError
from search.backends.breaker import Breaker
from search.backends.elastic import ElasticBackend
from search.indexing import rebuild
from search.query import Query
from search.ranking import Frequencies
from tests.factories.pacte import OrganisationFactory
from tests.search.conftest import document, numbers, organisation
from tests.services import wait_until


@pytest.fixture
def fresh_breaker(monkeypatch):
    breaker = Breaker()
    monkeypatch.setattr(engine, "breaker", breaker)
    engine._elastic.cache_clear()
    yield breaker
    engine._elastic.cache_clear()


def asking(url):
    name = "test-outage"
    return override_settings(
        SEARCH_BACKEND="elastic", ELASTICSEARCH_URL=url, ELASTICSEARCH_INDEX=name
    )


def answered(client):
    started = time.monotonic()
    response = client.get("/annuaire/", {"q": "secourable"})
    assert response.status_code == 200
    return response.content.decode(), time.monotonic() - started


@pytest.mark.django_db
def test_a_server_that_hangs_is_not_waited_for(client, black_hole, fresh_breaker):
    OrganisationFactory(name="Fictive secourable")
    rebuild()
    client.get("/annuaire/")
    with asking(black_hole):
        for _ in range(3):
            page, seconds = answered(client)
            assert "Fictive secourable" in page
            assert "moteur de secours" in page
            assert seconds < 1.5
        assert fresh_breaker.open
        page, seconds = answered(client)
        assert "Fictive secourable" in page
        assert seconds < 0.5
        assert engine.complete("secour")


@pytest.mark.django_db
@pytest.mark.parametrize("ask", ["search", "complete", "similar"])
def test_the_first_request_may_hang(black_hole, fresh_breaker, ask):
    rows = [document(1, "Fictive secourable"), document(2, "Autre secourable")]
    engine.embedded().index([*rows, *(document(n, f"Lieu {n}") for n in range(3, 12))])
    asked = {
        "search": lambda: numbers(engine.search(Query("fictive secourable"))),
        "complete": lambda: [row.name for row in engine.complete("fict")],
        "similar": lambda: numbers(engine.similar(organisation(1))),
    }[ask]
    expected = {"search": (1,), "complete": ["Fictive secourable"], "similar": (2,)}[ask]
    asked()
    with asking(black_hole):
        started = time.monotonic()
        assert asked() == expected
        assert time.monotonic() - started < 1.5
        assert fresh_breaker._failed == 1
        if ask != "complete":
            assert engine.search(Query("secourable")).degraded


def test_the_requests_of_one_answer_share_one_limit(black_hole):
    backend = ElasticBackend(
        black_hole, "test-limit", read_seconds=0.3, counting=lambda _: Frequencies()
    )
    with backend._within():
        for _ in range(5):
            started = time.monotonic()
            with pytest.raises(EngineError):
                backend._ask({})
        assert time.monotonic() - started < 0.1
    backend.client.close()


@pytest.mark.django_db
def test_publishing_while_the_server_is_away_is_kept(
    fresh_breaker, django_capture_on_commit_callbacks
):
    organisation = OrganisationFactory(name="Fictive secourable", draft=True)
    with asking("http://127.0.0.1:9"), django_capture_on_commit_callbacks(execute=True):
        organisation.save_revision().publish()
    assert numbers(engine.search(Query("secourable"))) == (organisation.pk,)


@pytest.mark.django_db
def test_the_command_says_that_the_server_is_away(fresh_breaker):
    with asking("http://127.0.0.1:9"), pytest.raises(CommandError, match="serveur de recherche"):
        call_command("reindex")


def test_writing_to_a_server_that_refuses_is_a_fault():
    backend = ElasticBackend("http://127.0.0.1:9", "test-refused")
    for write in (
        lambda: backend.index([document(1, "Fictive")]),
        lambda: backend.delete([organisation(1)]),
        lambda: backend.rebuild([]),
        lambda: backend.complete("f"),
        lambda: backend.similar(organisation(1)),
        backend.stored,
        lambda: backend.delete([organisation(1)], 4),
    ):
        with pytest.raises(EngineError):
            write()
    backend.client.close()


@pytest.mark.elasticsearch
@pytest.mark.django_db
def test_a_killed_server_degrades_and_heals(client, mortal_elasticsearch, fresh_breaker):
    url, kill = mortal_elasticsearch
    OrganisationFactory(name="Fictive secourable")
    with asking(url):
        assert set(rebuild()) == {"base de données", "Elasticsearch"}
        client.get("/annuaire/")
        wait_until(lambda: "moteur de secours" not in answered(client)[0], seconds=60)
        kill()
        page, seconds = answered(client)
        assert "Fictive secourable" in page
        assert "moteur de secours" in page
        assert seconds < 1.5
        assert "Fictive secourable" in {row.name for row in engine.complete("secour")}
        assert engine.similar(organisation(1)).degraded
        with pytest.raises(EngineError):
            rebuild()
    assert "moteur de secours" not in answered(client)[0]
