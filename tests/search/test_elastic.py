"""Elasticsearch without a server: queries as data, answers checked, faults of all sorts."""

import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from search import engine
from search.backends.base import EngineError
from search.backends.breaker import Breaker
from search.backends.elastic import ElasticBackend
from search.backends.elastic_data import (
    MAPPINGS,
    read_hits,
    read_result,
    to_source,
    to_tombstone,
)
from search.backends.elastic_queries import build, build_completion
from search.clauses import Alternative, Clause, Origin
from search.fields import LEVELS
from search.indexing import rebuild
from search.query import FACETS, Near, Query, Sort
from search.ranking import WINDOW, Frequencies
from tests.factories.pacte import OrganisationFactory
from tests.search.conftest import document, numbers, organisation
from tests.services import wait_until

FULL = Query(
    "pots en verre", {"kind": ["ess"], "epci": ["1"]}, Near(45.0, 5.0, 20.0), Sort.DISTANCE, page=2
)
POTS = Alternative(("pot", "verr"), 0.8, Origin.SYNONYM, adjacent=True)
RICH = Query(
    "bocaux vides",
    clauses=(
        Clause("bocaux", (Alternative(("bocal",)), POTS)),
        Clause("vides", (Alternative(("vid", "plein")),)),
    ),
)


def clauses(value):
    """Walk the clauses of a query that score or limit: (type, body)."""
    kinds = {"constant_score", "terms", "dis_max", "match_all", "geo_distance"}
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in kinds and isinstance(inner, dict) and "field" not in inner:
                yield key, inner
            yield from clauses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from clauses(inner)


@pytest.mark.parametrize("query", [Query(), FULL, Query("pain"), RICH])
def test_every_clause_is_named(query):
    body = build(query)
    found = [*clauses(body["query"]), *clauses(body["post_filter"])]
    assert found
    for kind, clause in found:
        assert "_name" in clause, (kind, clause)


def points(body):
    return {
        c["_name"]: c["boost"] for kind, c in clauses(body["query"]) if kind == "constant_score"
    }


def test_the_terms_of_a_clause_are_named_by_its_number_and_worth_whole_points():
    found = points(build(RICH, Frequencies({"bocal": 3, "verre": 40}, 100)))
    assert {name.partition(":")[0] for name in found} == {"0", "1"}
    assert all(type(value) is int and value > 0 for value in found.values())
    assert sum(name.startswith("0:") for name in found) == 2 * len(LEVELS)


def test_a_clause_is_any_of_its_alternatives():
    (first, second) = build(RICH)["query"]["bool"]["must"][0]["bool"]["should"]
    assert first["dis_max"]["_name"] == "clause 0"
    filters = [row["constant_score"]["filter"] for row in first["dis_max"]["queries"]]
    assert {"term": {"words_7": "bocal"}} in filters
    assert {"match_phrase": {"words_7": {"query": "pot verr"}}} in filters
    together = {"bool": {"filter": [{"term": {"words_7": "vid"}}, {"term": {"words_7": "plein"}}]}}
    assert together in [row["constant_score"]["filter"] for row in second["dis_max"]["queries"]]


def test_a_query_is_compiled_as_data():
    body = build(FULL)
    assert (body["from"], body["size"]) == (24, 24)
    limits = body["query"]["bool"]["filter"]
    assert limits[0] == {"term": {"gone": {"value": False, "_name": "live"}}}
    assert limits[1]["geo_distance"]["distance"] == "20.0km"
    assert body["post_filter"]["bool"]["filter"] == [
        {"terms": {"values.kind": ["ess"], "_name": "facet kind"}},
        {"terms": {"values.epci": ["1"], "_name": "facet epci"}},
    ]
    assert body["sort"][0]["_geo_distance"]["order"] == "asc"
    assert body["sort"][-1] == {"ref": "asc"}
    words = body["query"]["bool"]["must"][0]["bool"]
    assert words["minimum_should_match"] == len(words["should"]) == 2
    looser = build(FULL.with_any_term())["query"]["bool"]["must"][0]["bool"]
    assert looser["minimum_should_match"] == 1


def test_the_documents_to_order_by_their_words_are_asked_at_once():
    assert [build(Query("pain", page=n))[key] for n in (1, 8) for key in ("from", "size")] == [
        *(0, WINDOW),
        *(0, WINDOW),
    ]
    seam = build(Query("pain", page=9))
    assert (seam["from"], seam["size"]) == (0, 216)
    beyond = build(Query("pain", page=10))
    assert (beyond["from"], beyond["size"]) == (216, 24)
    assert build(Query("pain", sort=Sort.DATE))["sort"][0]["day"]["missing"] == "_last"


def test_what_is_left_out_is_filtered():
    limits = build(Query("pain", exclude=(organisation(3),)))["query"]["bool"]["filter"]
    assert limits[-1]["bool"]["must_not"][0]["terms"]["ref"] == ["organisation:3"]


def fields_of(filters):
    return [key for each in filters for key in each["terms"] if key != "_name"]


def test_each_facet_is_counted_under_the_others():
    groups = build(FULL)["aggs"]
    assert list(groups) == ["others", "kind", "epci"]
    assert [*groups["others"]["aggs"], "kind", "epci"] == [
        *(name for name in FACETS if name not in {"kind", "epci"}),
        *("kind", "epci"),
    ]
    kept = {name: fields_of(group["filter"]["bool"]["filter"]) for name, group in groups.items()}
    assert kept["kind"] == ["values.epci"]
    assert kept["epci"] == ["values.kind"]
    assert kept["others"] == ["values.kind", "values.epci"]
    assert "aggs" not in build(Query("pain", counted=()))


def test_no_user_text_is_parsed():
    said = str(build(Query('name:"x" AND *'))) + str(build_completion("x", ["posting"], 8))
    assert "query_string" not in said
    assert "AND" not in said


def test_a_document_fits_the_strict_mapping():
    source = to_source(document(1, "Fictive", kind=("ess",), coordinates=(45.0, 5.0)))
    levels = {name for name in MAPPINGS["properties"] if name.startswith("words_")}
    assert set(source) == set(MAPPINGS["properties"]) - levels
    assert set(to_tombstone("organisation:1", 2)) < set(source)
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
        read_result(answer, Query("pain"), Frequencies())


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


@pytest.mark.elasticsearch
def test_a_rebuild_swaps_the_alias_and_leaves_one_index(elastic_backend):
    before = elastic_backend._versions()
    elastic_backend.rebuild([document(1, "Fictive")])
    (after,) = elastic_backend._versions()
    assert [after] != before
    assert numbers(elastic_backend.search(Query("fictive"))) == (1,)


@pytest.mark.elasticsearch
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


@pytest.mark.elasticsearch
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


@pytest.mark.elasticsearch
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
