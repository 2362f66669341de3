"""Clauses, order, versions, words: what the three engines do alike, beyond the first contract."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.clauses import Alternative, Clause, Origin
from search.entry import EntryKind, Ref
from search.fields import written_forms
from search.models import Word
from search.query import Match, Near, Query, Sort
from search.ranking import WINDOW
from search.vocabulary import vocabulary
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


def test_an_older_write_never_replaces_a_newer_one(backend):
    backend.index([document(1, "Nouvelle", version=5)])
    backend.index([document(1, "Ancienne", version=4)])
    assert numbers(backend.search(Query("nouvelle"))) == (1,)
    assert numbers(backend.search(Query("ancienne"))) == ()
    backend.index([document(1, "Suivante", version=5)])
    assert numbers(backend.search(Query("suivante"))) == (1,)
    assert backend.stored()[organisation(1)][0] == 5


def test_an_older_delete_forgets_nothing_newer(backend):
    backend.index([document(1, "Fictive", version=5), document(2, "Fictive", version=5)])
    backend.delete([organisation(1), organisation(2)], version=4)
    assert len(backend.stored()) == 2
    backend.delete([organisation(1)], version=5)
    assert set(backend.stored()) == {organisation(2)}


def test_a_late_write_brings_nothing_back(backend):
    backend.delete([organisation(1)], version=7)
    backend.delete([organisation(1)], version=6)
    backend.index([document(1, "Trop tard", version=6)])
    assert backend.stored() == {}
    backend.index([document(1, "Revenue", version=8)])
    assert numbers(backend.search(Query("revenue"))) == (1,)


def test_a_delete_without_version_takes_whatever_is_there(backend):
    backend.index([document(1, "Fictive", version=5)])
    backend.delete([organisation(1), organisation(2)])
    assert backend.stored() == {}
    backend.index([document(1, "Fictive", version=5)])
    assert set(backend.stored()) == {organisation(1)}


def test_what_is_stored_is_told_kind_by_kind(backend):
    rows = [document(1, "Fictive", version=3), document(2, "Autre", POSTING, version=4)]
    backend.index(rows)
    assert backend.stored() == {row.ref: (row.version, row.fingerprint) for row in rows}
    assert set(backend.stored(POSTING)) == {rows[1].ref}
    assert backend.stored(RESOURCE) == {}


def test_rebuilding_tells_how_far_it_is_and_forgets_the_rest(backend):
    backend.index([document(n, "Ancienne", version=3) for n in range(1, 4)])
    told = []
    backend.rebuild(iter([document(n, f"Neuve {n}", version=9) for n in range(2, 8)]), told.append)
    assert told[-1] == 6
    assert {ref.key for ref in backend.stored()} == {"2", "3", "4", "5", "6", "7"}


def test_the_same_entry_twice_is_the_newest(backend):
    backend.index([document(1, "Nouvelle", version=2), document(1, "Ancienne", version=1)])
    assert numbers(backend.search(Query("nouvelle"))) == (1,)


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


# The words of the index of the database.


def counted(using):
    rows = Word.objects.using(using).values_list("token", "written", "documents")
    return {token: (written, number) for token, written, number in rows}


def expected(entries):
    forms, tokens = Counter(), Counter()
    for row in entries:
        distinct = set(" ".join(row.tokens.values()).split())
        tokens.update(distinct)
        forms.update(written_forms(row.all_texts.values(), distinct))
    found = {}
    for (token, written), _ in sorted(forms.items(), key=lambda row: (-row[1], row[0][1])):
        found.setdefault(token, written)
    return {token: (found[token], number) for token, number in tokens.items()}


@pytest.fixture(
    params=[
        pytest.param("sqlite_backend", id="sqlite", marks=pytest.mark.django_db),
        pytest.param("postgresql_backend", id="postgresql", marks=pytest.mark.postgresql),
    ]
)
def database(request):
    return request.getfixturevalue(request.param)


NAMES = ["Bocaux", "bocal", "BOCAL", "Pain chaud", "Des pains", "ESAT", "Vélo"]
STEPS = st.lists(
    st.tuples(st.sampled_from(["index", "delete", "rebuild"]), st.lists(st.tuples(st.integers(1, 5), st.sampled_from(NAMES)), max_size=4)),
    max_size=6,
)  # fmt: skip


@given(STEPS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_words_are_counted_exactly_whatever_comes_and_goes(database, steps):
    database.rebuild([])
    held = {}
    for what, rows in steps:
        entries = {pk: document(pk, name, body="pain") for pk, name in rows}
        if what == "index":
            database.index(entries.values())
            held.update(entries)
        elif what == "delete":
            database.delete(map(organisation, entries))
            held = {pk: row for pk, row in held.items() if pk not in entries}
        else:
            database.rebuild(iter(entries.values()))
            held = entries
    assert counted(database.using) == expected(held.values())
    known = database.frequencies(["pain", "inconnu"])
    assert (known.total, known.documents.get("pain", 0)) == (len(held), len(held))


def test_rebuilding_writes_only_what_differs(database):
    rows = [document(n, f"Fictive {n}", version=1) for n in range(5)]
    assert database.rebuild(iter(rows)) == 5
    changed = [document(n, f"Fictive {n}", version=2) for n in range(4)] + [
        document(4, "Changée", version=2)
    ]
    assert database.rebuild(iter(changed)) == 1
    assert {version for version, _ in database.stored().values()} == {2}
    assert database.rebuild(iter([document(4, "Très ancienne", version=1)])) == 0
    assert numbers(database.search(Query("changée"))) == (4,)
    assert database.rebuild(iter([document(4, "Sans version")])) == 1


def test_the_vocabulary_is_read_again_only_when_the_index_changed(
    sqlite_backend, django_assert_num_queries
):
    sqlite_backend.index([document(1, "Bocaux")])
    first = vocabulary()
    assert (first.written("bocal"), first.frequency("bocal")) == ("bocaux", 1)
    with django_assert_num_queries(1):
        assert vocabulary() is first
    sqlite_backend.index([document(2, "Un bocal")])
    assert vocabulary().frequency("bocal") == 2


@pytest.mark.parametrize("number", [3, 30])
def test_a_search_takes_a_fixed_number_of_statements(
    sqlite_backend, django_assert_num_queries, number
):
    sqlite_backend.index([document(n, "Bocaux", kind=("ess",)) for n in range(number)])
    with django_assert_num_queries(4):
        sqlite_backend.search(Query("bocaux", {"kind": ["ess"]}, page_size=5))
    with django_assert_num_queries(2):
        sqlite_backend.search(Query(facets={"kind": ["ess"]}))
    with django_assert_num_queries(1):
        sqlite_backend.search(Query(facets={"kind": ["ess"]}, page=2))
    with django_assert_num_queries(1):
        sqlite_backend.complete("boc")


def test_many_results_take_one_statement_more_a_clause(sqlite_backend, django_assert_num_queries):
    sqlite_backend.index(many(WINDOW + 1))
    with django_assert_num_queries(5):
        sqlite_backend.search(Query("pain"))
