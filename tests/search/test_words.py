"""The words of the index of the database, counted exactly, and what a search costs there."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.fields import written_forms
from search.models import Word
from search.query import Query
from search.ranking import WINDOW
from search.vocabulary import vocabulary
from tests.search.conftest import document, numbers, organisation
from tests.search.test_engines import many


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
