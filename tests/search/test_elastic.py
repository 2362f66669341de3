"""Elasticsearch without a server: queries as data, answers checked, faults of all sorts."""

import pytest

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
from search.query import FACETS, Near, Query, Sort
from search.ranking import WINDOW, Frequencies
from tests.search.conftest import document, organisation

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
def test_the_clauses_of_the_words_are_named_and_nothing_else(query):
    body = build(query)
    found = [*clauses(body["query"]), *clauses(body["post_filter"])]
    assert found
    for kind, clause in found:
        assert ("_name" in clause) == (kind == "dis_max"), (kind, clause)


def test_the_clauses_are_named_by_number_and_their_terms_worth_whole_points():
    body = build(RICH, Frequencies({"bocal": 3, "verre": 40}, 100))
    found = [clause for kind, clause in clauses(body["query"]) if kind == "dis_max"]
    assert [clause["_name"] for clause in found] == ["clause 0", "clause 1"]
    terms = [row["constant_score"] for clause in found for row in clause["queries"]]
    assert all(type(row["boost"]) is int and row["boost"] > 0 for row in terms)
    assert len(found[0]["queries"]) == 2 * len(LEVELS)


def test_the_words_inside_titles_are_asked_when_too_few_begin_so():
    short, whole = (str(build_completion("ver", [], 8, inside=inside)) for inside in (False, True))
    assert "starts" not in short
    assert "starts" in whole


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
    assert limits[0] == {"term": {"gone": False}}
    assert limits[1]["geo_distance"]["distance"] == "20.0km"
    assert body["post_filter"]["bool"]["filter"] == [
        {"terms": {"values.kind": ["ess"]}},
        {"terms": {"values.epci": ["1"]}},
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
    return [key for each in filters for key in each["terms"]]


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


CUT = [
    {**GOOD, "hits": {"total": {"value": 1}, "hits": [HIT]}},
    {**GOOD, "hits": {"total": {"value": 1}, "hits": [{"_id": "posting:1", "_source": None}]}},
]


@pytest.mark.parametrize("answer", CUT, ids=range(2))
def test_a_completion_or_an_entry_of_another_shape_is_a_fault(answer, monkeypatch):
    backend = ElasticBackend("http://127.0.0.1:9", "test-cut", counting=lambda _: Frequencies())
    monkeypatch.setattr(backend, "_ask", lambda _: answer)
    for ask in (lambda: backend.complete("f"), lambda: backend.similar(organisation(1))):
        with pytest.raises(EngineError):
            ask()
    backend.client.close()
