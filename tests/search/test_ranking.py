"""The order of what is found: pure, against its definition."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.backends.tally import packed, tally
from search.clauses import MAX_ALTERNATIVES, MAX_CLAUSES, Alternative, Clause, literal
from search.fields import FIELDS, LEVELS
from search.ranking import (
    MAX_TERMS,
    MOST_TELLING,
    Candidate,
    Frequencies,
    best,
    occurrences,
    places,
    rank,
    telling,
    terms,
    worths,
)

NOWHERE = dict.fromkeys(FIELDS, "")
KNOWN = Frequencies({"pain": 50, "four": 5, "sel": 1}, 100)


def candidate(ref, sort_name="", **fields):
    return Candidate(ref, sort_name or ref, tuple({**NOWHERE, **fields}.values()))


def order(clauses, *rows, text="", known=KNOWN):
    return [row.ref for row in rank(clauses, text, known, rows)]


def test_the_levels_are_those_of_the_weights():
    assert [level for level, _ in LEVELS] == [10.0, 5.0, 3.0, 1.0]
    assert [len(names) for _, names in LEVELS] == [1, 3, 6, 7]


def test_idf_is_that_of_bm25_and_of_the_most_frequent_alternative():
    (pain,) = literal(["pain"])
    assert KNOWN.idf(pain) == pytest.approx(math.log(1 + 50.5 / 50.5))
    several = Clause("x", (Alternative(("sel",)), Alternative(("four", "pain"))))
    assert KNOWN.of(several) == 5
    assert Frequencies().idf(pain) == pytest.approx(math.log(2))
    assert Frequencies({"pain": 9}, 3).idf(pain) > 0


def test_coverage_comes_before_all():
    clauses = literal(["sel", "pain"])
    strong = candidate("1", name="pain", keywords="pain pain", body="pain")
    rare = candidate("2", body="sel")
    assert order(clauses, strong, rare) == ["2", "1"]
    assert order(clauses, strong, rare, candidate("3", body="sel pain")) == ["3", "2", "1"]


def test_fields_and_times_weigh_and_length_tempers():
    (clause,) = (literal(["pain"]),)
    rows = [
        candidate("body", body="pain"),
        candidate("twice", body="pain pain"),
        candidate("summary", summary="pain"),
        candidate("keywords", keywords="pain"),
        candidate("long", summary=" ".join(["mot"] * 90) + " pain"),
    ]
    found = order(clause, *rows)
    assert found.index("keywords") < found.index("summary") < found.index("body")
    assert found.index("twice") < found.index("body")
    assert found.index("summary") < found.index("long")


def test_the_typed_word_comes_before_what_stands_for_it():
    clause = Clause("pain", (Alternative(("pain",)), Alternative(("four",), 0.6)))
    assert order([clause], candidate("b", summary="pain"), candidate("a", summary="four")) == [
        "b",
        "a",
    ]


def test_titles_have_bonuses():
    clauses = literal(["pain", "sel"])
    rows = [
        candidate("exact", "pain sel", name="pain sel"),
        candidate("begins", "pain sel et four", name="pain sel four"),
        candidate("inside", "bon pain sel et four", name="bon pain sel four"),
        candidate("apart", "bon sel et four au pain", name="bon sel four pain"),
    ]
    assert order(clauses, *rows, text="Pain, sel") == ["exact", "begins", "inside", "apart"]


def test_ties_go_by_name_then_by_reference():
    rows = [candidate("2", "b"), candidate("1", "b"), candidate("3", "a")]
    assert order(literal(["pain"]), *rows) == ["3", "1", "2"]
    assert order((), *rows) == ["3", "1", "2"]


TOKENS = st.sampled_from(["pain", "four", "sel", "mot"])
TEXTS = st.lists(TOKENS, max_size=6).map(" ".join)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXTS)), max_size=8)
ALTERNATIVES = st.builds(
    Alternative,
    st.lists(TOKENS, min_size=1, max_size=3).map(tuple),
    st.sampled_from([1.0, 0.8, 0.5]),
    adjacent=st.booleans(),
)
CLAUSES = st.lists(
    st.builds(Clause, TOKENS, st.lists(ALTERNATIVES, min_size=1, max_size=3).map(tuple)), max_size=4
)


def holds(row, texts):
    """Say by the definition whether fields hold an alternative."""
    if row.adjacent:
        return any(f" {' '.join(row.tokens)} " in f" {text} " for text in texts)
    return all(any(token in text.split() for text in texts) for token in row.tokens)


@given(CLAUSES, ROWS)
def test_the_order_is_that_of_coverage_and_does_not_depend_on_the_input(clauses, rows):
    found = [candidate(str(n), **row) for n, row in enumerate(rows)]
    ranked = rank(clauses, "pain", KNOWN, found)
    assert ranked == rank(clauses, "pain", KNOWN, reversed(found))
    total = sum(KNOWN.idf(clause) for clause in clauses) or 1.0
    for row in ranked:
        texts = found[int(row.ref)].tokens
        kept = [c for c in clauses if any(holds(alt, texts) for alt in c.alternatives)]
        assert row.coverage == pytest.approx(sum(map(KNOWN.idf, kept)) / total)
        assert 0 <= row.coverage <= 1 + 1e-9
        assert row.score == pytest.approx(10 * row.coverage + row.relevance)
    assert [row.coverage for row in ranked] == sorted((r.coverage for r in ranked), reverse=True)


@given(ALTERNATIVES, ROWS)
def test_an_alternative_is_where_its_tokens_are(row, rows):
    for texts in rows:
        tokens = tuple(texts.values())
        where = places(tokens, frozenset(row.tokens))
        assert bool(occurrences(row, where)) == holds(row, tokens)
        strength, kept = best(Clause("x", (row,)), where, worths(tokens))
        assert 0 <= strength < 1
        assert (kept is row) == (strength > 0) == holds(row, tokens)


@given(CLAUSES)
def test_terms_are_bounded_whole_and_in_order(clauses):
    found = terms(clauses, KNOWN)
    for number, clause in enumerate(clauses):
        own = [term for term in found if term.clause == number]
        assert [term.points for term in own] == sorted((t.points for t in own), reverse=True)
        assert {alt for term in own for alt in term.alternatives} == set(clause.alternatives)
        assert all(isinstance(term.points, int) and term.points > 0 for term in own)


def test_the_most_terms():
    many = tuple(Alternative((f"mot{n}",), 1 / (n + 1)) for n in range(MAX_ALTERNATIVES))
    clauses = [Clause("mot", many)] * MAX_CLAUSES
    found = terms(clauses, KNOWN)
    assert len(found) <= MAX_TERMS
    assert sum(term.points for term in found if term.fields == ("name",)) < 2**24
    assert {alt for term in found for alt in term.alternatives} == set(many)


def test_the_most_telling_words():
    tokens = {"name": "pain four", "keywords": "sel four", "body": "corps", "summary": "mot"}
    found = telling(
        tokens, lambda _: Frequencies({"pain": 60, "four": 5, "sel": 1, "corps": 3}, 100)
    )
    assert [clause.words for clause in found] == ["four"]
    many = {"name": " ".join(f"mot{n}" for n in range(40))}
    known = Frequencies({f"mot{n}": 2 for n in range(40)}, 100)
    assert len(telling(many, lambda _: known)) == MOST_TELLING


CODES = st.dictionaries(
    st.sampled_from(["kind", "theme", "label"]),
    st.lists(st.sampled_from("abc"), max_size=3).map(tuple),
)


@given(st.lists(CODES, max_size=12), CODES)
def test_facets_are_counted_as_one_would(rows, selected):
    selected = {name: codes for name, codes in selected.items() if codes}
    counted = ("kind", "label")

    def passes(row, leaving=""):
        return all(
            set(codes) & set(row.get(name, ()))
            for name, codes in selected.items()
            if name != leaving
        )

    texts = [packed(row) for row in rows]
    found = tally(texts, selected, counted)
    assert [t in found.kept for t in texts] == [passes(row) for row in rows]
    for name in counted:
        expected = {
            code: sum(code in row.get(name, ()) and passes(row, leaving=name) for row in rows)
            for code in "abc"
        }
        assert found.counts[name] == {code: n for code, n in expected.items() if n}


def test_somebody_comes_before_something_that_holds_the_words_alike():
    rows = [
        Candidate("organisation:1", "b", ("x", "pain", "", "", "", "", "")),
        Candidate("resource:a", "a", ("x", "pain", "", "", "", "", "")),
    ]
    found = rank(literal(["pain"]), "pain", Frequencies({"pain": 2}, 9), rows)
    assert [row.ref for row in found] == ["organisation:1", "resource:a"]
