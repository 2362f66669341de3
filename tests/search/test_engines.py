"""Clauses, order, versions, words: what the three engines do alike, beyond the first contract."""

import datetime as dt

import pytest

from search.clauses import Alternative, Clause, Origin
from search.entry import EntryKind, Ref
from search.query import Match, Near, Query, Sort
from search.ranking import WINDOW
from tests.search.conftest import document, numbers, organisation

POSTING, RESOURCE = EntryKind.POSTING, EntryKind.RESOURCE
DOCUMENTS = [
    document(1, "Bocaux du Val", resources="Pots en verre ; bocaux consignés", kind=("ess",)),
    document(2, "Verrerie fictive", summary="Bouteilles en verre", kind=("craft",)),
    document(3, "Poterie fictive", body="Des pots en terre, et du verre soufflé", kind=("craft",)),
    document(4, "ESAT du Drac", keywords="Établissement et service d’aide par le travail"),
    document(5, "Travail et aide", body="Un service et un établissement", kind=("ess",)),
    document(6, "Cantine du lycée", summary="Restaurant scolaire"),
]


def phrase(*tokens, weight=0.8, origin=Origin.SYNONYM, shown=""):
    return Alternative(tokens, weight, origin, adjacent=True, shown=shown)


def word(token, *others):
    return Clause(token, (Alternative((token,)), *others))


@pytest.fixture
def filled(backend):
    backend.index(DOCUMENTS)
    return backend


def found(backend, *clauses, **given):
    return numbers(backend.search(Query(clauses=clauses, **given)))


def test_an_alternative_is_enough(filled):
    assert set(found(filled, word("cantin", phrase("restaur", "scolair")))) == {6}
    assert set(found(filled, word("bouteil", Alternative(("bocal",), 0.7)))) == {1, 2}


def test_a_phrase_is_side_by_side_in_one_field_and_in_order(filled):
    assert set(found(filled, Clause("pots en verre", (phrase("pot", "verr"),)))) == {1}
    assert found(filled, Clause("verre pot", (phrase("verr", "pot"),))) == ()
    assert found(filled, Clause("val pot", (phrase("val", "pot"),))) == ()


def test_the_tokens_of_an_alternative_may_be_anywhere(filled):
    both = Clause("pots de verre", (Alternative(("pot", "verr")),))
    assert set(found(filled, both)) == {1, 3}
    assert set(found(filled, Clause("x", (Alternative(("bocal", "consign")),)))) == {1}


def test_every_clause_or_those_that_weigh_most(filled):
    pot, glass = word("pot"), word("verr")
    assert set(found(filled, pot, glass)) == {1, 3}
    result = filled.search(Query(clauses=(pot, glass, word("zebu"))))
    assert not result.every_term
    assert set(numbers(result)) == {1, 2, 3}
    assert numbers(result)[-1] == 2


def test_a_rare_word_weighs_more_than_frequent_ones(backend):
    rows = [document(n, f"Lieu {n}", body="atelier solidaire") for n in range(1, 30)]
    backend.index([*rows, document(40, "Autre", body="poterie")])
    asked = (word("ateli"), word("poter"), word("inconnu"))
    assert found(backend, *asked)[0] == 40


def test_the_reason_tells_the_words_the_field_and_the_origin(filled):
    synonym = Alternative(("bocal",), 0.8, Origin.SYNONYM, shown="bocaux")
    (hit,) = filled.search(
        Query(clauses=(Clause("récipients", (Alternative(("recipient",)), synonym)),))
    ).hits
    assert hit.ref == organisation(1)
    assert hit.matches == (
        Match("récipients", ("Bocaux",), ("name", "resources"), Origin.SYNONYM, "bocaux"),
    )
    assert hit.matches[0].field == "name"
    acronym = Clause(
        "ESAT", (Alternative(("esat",)), phrase("servic", "aid", origin=Origin.ACRONYM))
    )
    hits = {hit.ref.key: hit.matches[0] for hit in filled.search(Query(clauses=(acronym,))).hits}
    assert hits["4"].origin is Origin.TYPED
    assert hits["4"].written == ("ESAT",)


def test_only_the_clauses_satisfied_are_told(filled):
    result = filled.search(Query(clauses=(word("verr"), word("zebu"))))
    assert {match.words for hit in result.hits for match in hit.matches} == {"verr"}


def test_titles_come_first_the_exact_one_before_all(backend):
    backend.index([
        document(1, "Chez nous", body="le pain du four"),
        document(2, "Le pain du four et compagnie"),
        document(3, "Pain du four"),
        document(4, "Au bon pain du four fictif"),
        document(5, "Four", body="un four, et plus loin du pain"),
    ])  # fmt: skip
    order = numbers(backend.search(Query("pain du four")))
    assert order[0] == 3
    assert set(order[:3]) == {2, 3, 4}


def test_words_side_by_side_come_before_words_apart(backend):
    backend.index([
        document(1, "Aaa", summary="pain chaud et croissant au beurre"),
        document(2, "Bbb", summary="croissant chaud avec du pain beurre"),
    ])  # fmt: skip
    assert numbers(backend.search(Query("pain beurre"))) == (2, 1)


def many(number):
    """Make documents of which a few differ, so that most are tied."""
    return [
        document(n, f"Même nom {n % 7}", body="pain chaud" if n % 3 else "pain chaud pain",
                 summary="pain" if n % 5 == 0 else "", kind=(f"k{n % 4}",))
        for n in range(1000, 1000 + number)
    ]  # fmt: skip


def test_no_hole_nor_double_at_the_seam(backend):
    backend.index(many(WINDOW + 150))
    for size in (7, 24, 60):
        pages = -(-(WINDOW + 150) // size)
        results = [
            backend.search(Query("pain", page=n, page_size=size)) for n in range(1, pages + 1)
        ]
        refs = [ref for result in results for ref in result.refs]
        assert len(refs) == len(set(refs)) == WINDOW + 150
        assert {result.total for result in results} == {WINDOW + 150}
    whole = backend.search(Query("pain", page_size=1000)).refs
    assert list(whole) == refs


def test_the_order_is_the_same_on_the_engines(sqlite_backend, backend):
    rows = many(WINDOW + 150)
    for engine in (sqlite_backend, backend):
        engine.rebuild(iter(rows))
    asked = [
        Query("pain", page_size=1000),
        Query("pain nom", {"kind": ["k1", "k2"]}, page_size=1000),
        Query("pain inconnu", page=9),
        Query(clauses=(word("chaud", phrase("mem", "nom")), word("pain"))),
    ]
    for query in asked:
        one, two = sqlite_backend.search(query), backend.search(query)
        assert one.refs == two.refs
        assert [hit.score for hit in one.hits] == [hit.score for hit in two.hits]
        assert (one.total, one.facets, one.every_term) == (two.total, two.facets, two.every_term)


def test_dates_are_sorted_newest_first_the_undated_last(backend):
    days = {1: dt.date(2026, 3, 1), 2: None, 3: dt.date(2026, 5, 1), 4: dt.date(2025, 1, 1)}
    backend.index([document(n, f"Fictif {n}", day=day) for n, day in days.items()])
    assert numbers(backend.search(Query(sort=Sort.DATE))) == (3, 1, 4, 2)
    result = backend.search(Query("fictif", sort=Sort.DATE))
    assert numbers(result) == (3, 1, 4, 2)
    assert all(hit.matches for hit in result.hits)


def test_kinds_are_tabs_that_count_under_the_other_facets(backend):
    backend.index([
        document(1, "Pain", kind=("ess",)),
        document(2, "Pain", POSTING, kind=("ess",)),
        document(3, "Pain", POSTING, kind=("craft",)),
        document(4, "Pain", RESOURCE),
    ])  # fmt: skip

    def tabs(**facets):
        result = backend.search(Query("pain", facets))
        first = next(facet for facet in result.facets if facet.code == "type")
        return result.total, {value.code: value.count for value in first.values}

    everything = {"organisation": 1, "posting": 2, "resource": 1}
    assert tabs() == (4, everything)
    assert tabs(type=["posting"]) == (2, everything)
    assert tabs(type=["posting", "resource"], kind=["ess"]) == (
        1,
        {"organisation": 1, "posting": 1, "resource": 0},
    )
    assert tabs(kind=["craft"]) == (1, {"posting": 1})


def test_only_the_facets_asked_are_counted(filled):
    result = filled.search(Query("verre", {"kind": ["craft"]}, counted=("theme", "kind")))
    assert [facet.code for facet in result.facets] == ["kind", "theme"]
    assert numbers(result) == numbers(filled.search(Query("verre", {"kind": ["craft"]})))
    assert filled.search(Query("verre", counted=())).facets == ()


def test_what_is_left_out_is_neither_found_nor_counted(filled):
    result = filled.search(Query("verre", exclude=(organisation(2), organisation(99))))
    assert 2 not in numbers(result)
    assert result.total == 2


def test_what_resembles_is_of_the_same_kind_without_itself(backend):
    backend.index([
        document(1, "Boulangerie du Drac", keywords="pain ; levain ; farine"),
        document(2, "Fournil", keywords="pain ; farine ; brioche"),
        document(3, "Menuiserie", keywords="bois ; charpente"),
        document(4, "Pain et farine", POSTING, keywords="pain ; levain ; farine"),
        *(document(n, f"Lieu {n}") for n in range(10, 30)),
    ])  # fmt: skip
    assert numbers(backend.similar(organisation(1))) == (2,)
    assert backend.similar(organisation(1)).facets == ()
    assert numbers(backend.similar(organisation(3))) == ()
    assert numbers(backend.similar(organisation(99))) == ()
    assert len(backend.similar(organisation(1), limit=-3).hits) <= 1


def test_completion_goes_from_the_most_exact(backend):
    titles = ["Verre", "Verre et fer", "Verrerie", "Art du verre", "Maison Verrier", "Fer"]
    backend.index([document(n, title) for n, title in enumerate(titles, start=1)])
    assert [c.name for c in backend.complete("verre")] == [
        "Verre", "Verre et fer", "Verrerie", "Art du verre",
    ]  # fmt: skip
    assert [c.name for c in backend.complete("VERR")] == [
        "Verre",
        "Verre et fer",
        "Verrerie",
        "Art du verre",
        "Maison Verrier",
    ]
    assert [c.name for c in backend.complete("verr", limit=2)] == ["Verre", "Verre et fer"]
    assert [c.name for c in backend.complete("fer")] == ["Fer", "Verre et fer"]


def test_completion_may_be_of_some_kinds(backend):
    backend.index(
        [
            document(1, "Verre"),
            document(2, "Verre", POSTING, url="/a/2/"),
            document(3, "Verre", RESOURCE),
        ]
    )
    (only,) = backend.complete("ver", [POSTING])
    assert (only.ref, only.url) == (Ref(POSTING, "2"), "/a/2/")
    assert len(backend.complete("ver", [POSTING, RESOURCE])) == 2
    assert [c.ref.kind for c in backend.complete("ver")] == ["organisation", "posting", "resource"]


def test_a_title_is_completed_once(backend):
    backend.index([document(1, "Pain pain painpain et pain"), document(2, "Un pain, du pain")])
    assert [c.ref.key for c in backend.complete("pain")] == ["1", "2"]


ODD = ["", '"', "a b", "\x00", "\ud800", "🥖", "x" * 400, "*", "'", "%", "AND", "٣", "東京", "n'"]


def test_odd_alternatives_give_a_result(filled):
    for token in ODD:
        for adjacent in (True, False):
            row = Alternative((token, "pot"), 0.5, Origin.SPELLING, adjacent, shown=token)
            clauses = (word("verr", row, Alternative((token,))), Clause(token, (row,)))
            result = filled.search(Query(token, clauses=clauses))
            assert result.total == len(result.hits)


def test_the_most_that_can_be_asked_is_answered(filled):
    rows = tuple(
        Alternative((f"mot{n}", "pot"), 1 / (n + 1), adjacent=n % 2 == 0) for n in range(24)
    )
    clauses = tuple(Clause(f"mot{n}", rows) for n in range(20))
    assert filled.search(Query(clauses=clauses)).total == 0


NEAR = Near(45.0, 5.0, 0.5)


@pytest.mark.parametrize("near", [Near(90.0, 180.0, 500.0), Near(-90.0, -180.0, 0.001), NEAR])
def test_places_at_the_edges_are_answered(backend, near):
    backend.index([document(1, "Ici", coordinates=(45.0, 5.0)), document(2, "Nulle part")])
    for sort in Sort:
        result = backend.search(Query(near=near, sort=sort))
        assert numbers(result) == ((1,) if near is NEAR else ())
