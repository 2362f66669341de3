"""The pure values: bounded, total, neutral."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.clauses import (
    MAX_ALTERNATIVES,
    MAX_CLAUSES,
    Alternative,
    Clause,
    Origin,
    literal,
)
from search.entry import EntryKind, Ref
from search.fields import written_forms, written_words
from search.query import (
    FACETS,
    MAX_PAGE_SIZE,
    MAX_RESULTS,
    MAX_TERMS,
    MAX_TEXT,
    MAX_VALUES,
    Hit,
    Match,
    Near,
    Query,
    Result,
    Sort,
    clean_text,
    make_facets,
)
from search.words import MAX_TERM

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT, st.lists(ANY_TEXT), st.integers(), st.integers(), st.floats(), st.floats())
@settings(max_examples=300)
def test_a_query_is_always_within_its_bounds(text, values, page, size, latitude, longitude):
    near = Near(latitude, longitude, radius_km=latitude)
    query = Query(text, {"kind": values, text: values}, near, Sort.DISTANCE, page, size)
    assert len(query.text) <= MAX_TEXT
    assert len(query.terms) <= MAX_TERMS
    assert all(0 < len(term) <= MAX_TERM and term.isalnum() for term in query.terms)
    assert set(query.facets) <= set(FACETS)
    assert all(0 < len(chosen) <= MAX_VALUES for chosen in query.selected.values())
    assert 1 <= query.page_size <= MAX_PAGE_SIZE
    assert 0 <= query.offset <= MAX_RESULTS - query.page_size
    assert query.near is None or query.near.valid
    query.text.encode()


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean_text(clean_text(text)) == clean_text(text)


def test_the_text_is_cut_and_kept_readable():
    assert clean_text("  pots\u00a0 en\x00verre\ud800 🥖 ") == "pots en verre 🥖"
    assert len(Query("é" * 10_000).text) == MAX_TEXT
    assert len(Query(" ".join(f"mot{n}" for n in range(60))).terms) == MAX_TERMS


def test_terms_are_french_tokens_said_once():
    assert Query("Les bocaux, le bocal et l’été").terms == Query("bocal d'ete").terms


def test_a_text_without_word_says_nothing():
    assert Query("?!").says_nothing
    assert not Query("").says_nothing
    assert not Query("pain").says_nothing


def test_facets_are_known_sorted_and_distinct():
    query = Query(facets={"label": ["b", "a", "a", "", "x" * 81], "kind": [], "other": ["x"]})
    assert dict(query.selected) == {"label": ("a", "b")}
    with pytest.raises(TypeError):
        query.facets["kind"] = ("x",)


def test_distance_needs_a_place():
    assert Query(sort=Sort.DISTANCE).sort is Sort.RELEVANCE
    assert Query(sort=Sort.DISTANCE, near=Near(45, 5)).sort is Sort.DISTANCE
    assert Query(near=Near(45, 5, 0)).near is None
    assert Query(near=Near(45, 5, 12.5)).near == Near(45, 5, 12.5)


@pytest.mark.parametrize(("total", "last"), [(0, 1), (24, 1), (25, 2), (10_000, 416), (10**9, 416)])
def test_the_last_page(total, last):
    assert Query().last_page(total) == last
    assert Result(total=total).pages == last


def test_pages_and_looser_words():
    query = Query("pain", page=2)
    assert query.on_page(3).page == 3
    assert not query.with_any_term().every_term
    assert query.offset == 24


def test_the_kinds_asked_are_those_that_exist():
    query = Query(facets={"type": ["posting", "nothing", "organisation"]})
    assert query.kinds == (EntryKind.ORGANISATION, EntryKind.POSTING)
    assert Query().kinds == ()


def test_what_is_beyond_leaves_out_what_was_found():
    seen, found = (Ref(EntryKind.ORGANISATION, key) for key in "12")
    query = Query("pots bocaux", page=3, page_size=7, exclude=(seen,)).beyond([found], 5)
    assert (query.page, query.page_size, query.exclude) == (1, 5, (seen, found))
    assert (query.every_term, query.counted, query.text) == (False, (), "pots bocaux")


def test_a_search_is_loosened_when_some_of_its_words_are_fewer_than_all():
    expression = Clause("pot de miel", (Alternative(("pot", "miel")),), literal(["pot", "miel"]))
    assert Query("pots bocaux").can_be_loosened
    assert Query("pot de miel", clauses=(expression,)).can_be_loosened
    assert not Query("pots").can_be_loosened
    assert not Query("").can_be_loosened


def test_only_words_make_a_relevance():
    assert Query("pots").ranked
    assert not Query("").ranked
    assert not Query("pots", sort=Sort.NAME).ranked


def test_a_page_of_results_refers_to_what_it_shows():
    refs = tuple(Ref(EntryKind.POSTING, key) for key in "21")
    assert Result(tuple(Hit(ref) for ref in refs), total=9).refs == refs
    assert Result().refs == ()


def test_facets_come_in_order_with_what_is_selected():
    facets = make_facets({"kind": {"b": 1, "a": 1, "c": 5}}, {"kind": ("z",)})
    assert [facet.code for facet in facets] == list(FACETS)
    values = next(facet for facet in facets if facet.code == "kind").values
    assert [(v.code, v.count, v.selected) for v in values] == [
        ("c", 5, False),
        ("a", 1, False),
        ("b", 1, False),
        ("z", 0, True),
    ]


def test_the_words_that_tokens_stand_for_are_given_as_written():
    assert written_words("Bocaux du Val, des bocaux et des pots", ["bocal"]) == ("Bocaux",)
    assert written_words("Grenoble-Alpes-Métropole", ["alpe"]) == ("Grenoble-Alpes-Métropole",)
    many = " ".join(f"Bocal{n}" for n in range(20))
    assert len(written_words(many, [f"bocal{n}" for n in range(20)])) == 6


def test_words_are_told_with_their_forms():
    texts = ["Les Bocaux de l’ESAT", "un bocal"]
    found = written_forms(texts, ["bocal", "esat", "coup"])
    assert found == {("bocal", "bocaux"), ("bocal", "bocal"), ("esat", "ESAT"), ("coup", "coup")}


def test_a_hit_says_why_from_its_matches():
    matches = (
        Match("pots", ("Pot", "pots"), ("resources",)),
        Match("val", ("Val", "pot"), ("name", "body"), Origin.SYNONYM),
    )
    hit = Hit(Ref(EntryKind.ORGANISATION, "1"), 1.0, matches)
    assert hit.why == ("name", "resources", "body")
    assert hit.highlights == ("Pot", "pots", "Val")
    assert (matches[1].field, Match("x").field) == ("name", "")


ODD = ["", " ", '"', "a b", "\x00", "\ud800", "x" * 41, "*", "a:b", "'", "é-è"]


def test_alternatives_that_no_engine_can_hold_are_left_out():
    odd = tuple(Alternative((token,)) for token in ODD)
    sound = Alternative(("bocal",), 0.5, Origin.SYNONYM)
    heavy = tuple(Alternative(("pot",), weight) for weight in (0.0, -1.0, 2.0, math.nan))
    clauses = (Clause("pots\x00", (*odd, *heavy, sound, Alternative(()))), Clause("x", odd))
    query = Query("pots", clauses=clauses)
    assert query.clauses == (Clause("pots", (sound,)),)
    assert Query("pots", clauses=(Clause("x", odd),)).clauses == Query("pots").clauses


def test_clauses_are_bounded():
    many = tuple(Alternative((f"mot{n}",)) for n in range(100))
    query = Query(clauses=(Clause("mots", many),) * 100)
    assert len(query.clauses) == MAX_CLAUSES
    assert {len(clause.alternatives) for clause in query.clauses} == {MAX_ALTERNATIVES}
    long = Clause("mots", (Alternative(tuple(f"mot{n}" for n in range(11))),))
    assert Query(clauses=(long,)).clauses == ()


def test_the_facets_to_count_are_known_and_in_order():
    assert Query(counted=("theme", "type", "other")).counted == ("type", "theme")
    facets = make_facets({"theme": {"a": 1}}, {}, ("theme",))
    assert [facet.code for facet in facets] == ["theme"]


def test_the_key_of_a_search_says_all_but_the_page():
    query = Query("pots", {"kind": ["a"]}, Near(45.0, 5.0, 1.0), Sort.DATE)
    assert hash(query.key) == hash(query.on_page(3).key)
    assert query.key == query.on_page(3).key != Query("pots").key
    assert Query(clauses=literal(["a"])).key != Query(clauses=literal(["b"])).key
