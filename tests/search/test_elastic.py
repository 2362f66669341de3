"""Elasticsearch without a server: queries as data, answers checked, faults of all sorts."""

import time

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from search import engine
from search.backends.base import EngineError
from search.backends.breaker import Breaker
from search.backends.elastic import ElasticBackend, build, build_completion
from search.backends.elastic_data import MAPPINGS, read_hits, read_result, to_source
from search.indexing import rebuild
from search.query import FACETS, Near, Query, Sort
from tests.factories.pacte import OrganisationFactory
from tests.search.conftest import document, numbers, organisation
from tests.services import wait_until

FULL = Query(
    "pots en verre", {"kind": ["ess"], "epci": ["1"]}, Near(45.0, 5.0, 20.0), Sort.DISTANCE, page=2
)


def clauses(value):
    """Walk all the clauses of a query: (type, body)."""
    kinds = {"term", "terms", "bool", "dis_max", "match_all", "geo_distance", "match_phrase_prefix"}
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in kinds and isinstance(inner, dict) and "field" not in inner:
                yield key, inner
            yield from clauses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from clauses(inner)


@pytest.mark.parametrize("query", [Query(), FULL, Query("pain")])
def test_every_clause_is_named(query):
    body = build(query)
    found = [*clauses(body["query"]), *clauses(body["post_filter"])]
    assert found
    for kind, clause in found:
        inner = next(iter(clause.values())) if kind == "term" else clause
        assert "_name" in inner, (kind, clause)


def test_names_are_distinct():
    body = build(FULL)
    terms = [
        next(iter(c.values()))["_name"] for kind, c in clauses(body["query"]) if kind == "term"
    ]
    assert len(terms) == len(set(terms)) == 14
    assert {"name:0", "resources:1"} <= set(terms)


def test_a_query_is_compiled_as_data():
    body = build(FULL)
    assert (body["from"], body["size"]) == (24, 24)
    assert body["query"]["bool"]["filter"][0]["geo_distance"]["distance"] == "20.0km"
    assert body["post_filter"]["bool"]["filter"] == [
        {"terms": {"values.kind": ["ess"], "_name": "facet:kind"}},
        {"terms": {"values.epci": ["1"], "_name": "facet:epci"}},
    ]
    assert body["sort"][0]["_geo_distance"]["order"] == "asc"
    assert body["sort"][-1] == {"ref": "asc"}
    words = body["query"]["bool"]["must"][0]["bool"]
    assert words["minimum_should_match"] == len(words["should"]) == 2
    looser = build(FULL.with_any_term())["query"]["bool"]["must"][0]["bool"]
    assert looser["minimum_should_match"] == 1


def fields_of(filters):
    return [key for each in filters for key in each["terms"] if key != "_name"]


def test_each_facet_is_counted_under_the_others():
    groups = build(FULL)["aggs"]
    assert list(groups) == list(FACETS)
    kept = {name: fields_of(group["filter"]["bool"]["filter"]) for name, group in groups.items()}
    assert kept["kind"] == ["values.epci"]
    assert kept["epci"] == ["values.kind"]
    assert kept["theme"] == ["values.kind", "values.epci"]


def test_no_user_text_is_parsed():
    said = str(build(Query('name:"x" AND *'))) + str(build_completion("x"))
    assert "query_string" not in said
    assert "AND" not in said


def test_a_document_fits_the_strict_mapping():
    source = to_source(document(1, "Fictive", kind=("ess",), coordinates=(45.0, 5.0)))
    assert set(source) == set(MAPPINGS["properties"])
    assert set(source["tokens"]) == set(MAPPINGS["properties"]["tokens"]["properties"])
    assert set(source["values"]) == set(MAPPINGS["properties"]["values"]["properties"])
    assert MAPPINGS["dynamic"] == "strict"


GOOD = {"timed_out": False, "_shards": {"failed": 0}, "hits": {"total": {"value": 0}, "hits": []}}
HIT = {"_id": "x", "_source": {}}


@pytest.mark.parametrize(
    "answer",
    [
        None,
        "cut",
        {},
        [],
        {**GOOD, "timed_out": True},
        {**GOOD, "_shards": {"failed": 1}},
        {**GOOD, "hits": None},
        {**GOOD, "hits": {"total": None, "hits": []}},
        GOOD,
        {**GOOD, "aggregations": None},
        {**GOOD, "hits": {"total": {"value": 1}, "hits": [HIT]}, "aggregations": {}},
    ],
    ids=range(11),
)
def test_an_answer_of_another_shape_is_a_fault(answer):
    with pytest.raises(EngineError):
        read_result(answer, Query("pain"))


def test_a_sound_answer_is_read():
    assert read_hits(GOOD) == (0, [])


def test_the_breaker_opens_waits_and_tries_again():
    now = [0.0]
    breaker = Breaker(failures=3, pause_seconds=5, clock=lambda: now[0])
    for _ in range(2):
        breaker.failed()
    assert not breaker.open
    breaker.failed()
    assert breaker.open
    now[0] = 5.1
    assert not breaker.open
    breaker.failed()
    assert breaker.open
    now[0] = 11
    breaker.succeeded()
    breaker.failed()
    assert not breaker.open


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
        assert client.get("/annuaire/suggestions.json", {"q": "secour"}).json()["results"]


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
        call_command("index_search")


def test_writing_to_a_server_that_refuses_is_a_fault():
    backend = ElasticBackend("http://127.0.0.1:9", "test-refused")
    for write in (
        lambda: backend.index([document(1, "Fictive")]),
        lambda: backend.delete([organisation(1)]),
        lambda: backend.rebuild([]),
        lambda: backend.complete("f"),
    ):
        with pytest.raises(EngineError):
            write()
    backend.client.close()


@pytest.mark.elasticsearch
def test_writing_without_an_index_makes_none(elasticsearch_url):
    backend = ElasticBackend(elasticsearch_url, "test-absent", refresh=True)
    for write in (
        lambda: backend.index([document(1, "Fictive")]),
        lambda: backend.delete([organisation(1)]),
    ):
        with pytest.raises(EngineError):
            write()
    assert backend._versions() == []
    backend.client.close()


@pytest.mark.elasticsearch
def test_a_rebuild_swaps_the_alias_and_leaves_one_index(elastic_backend):
    before = elastic_backend._versions()
    elastic_backend.rebuild([document(1, "Fictive")])
    (after,) = elastic_backend._versions()
    assert [after] != before
    assert numbers(elastic_backend.search(Query("fictive"))) == (1,)


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
        with pytest.raises(EngineError):
            rebuild()
    assert "moteur de secours" not in answered(client)[0]
