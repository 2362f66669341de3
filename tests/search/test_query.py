"""The pure values: bounded, total, neutral."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.fields import matched_fields, matched_words
from search.query import (
    FACETS,
    MAX_PAGE_SIZE,
    MAX_RESULTS,
    MAX_TERMS,
    MAX_TEXT,
    MAX_VALUES,
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


def test_fields_and_words_that_matched():
    texts = {"name": "Bocaux du Val", "place": "Voiron", "body": "des pots et bocaux " * 9}
    assert matched_fields(texts, ["bocal"]) == ("name", "body")
    assert matched_words(texts, ["bocal", "pot"]) == ("Bocaux", "pots")
    many = {"body": " ".join(f"a{n}" for n in range(20)), "name": " ".join("bcdefghi")}
    assert len(matched_words(many, ["b", "c", "d", "e", "f", "g", "h", "i"])) <= 6
