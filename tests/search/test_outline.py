"""What is remembered of a search without words: the latest, until the index changes."""

import pytest

from search.backends import outline
from search.backends.embedded import EmbeddedBackend
from search.backends.outline import MAX_REMEMBERED, Outline
from search.query import Query
from tests.search.conftest import document, numbers


@pytest.fixture(autouse=True)
def nothing_remembered():
    outline.forget()
    yield
    outline.forget()


def test_an_outline_is_made_once_and_the_oldest_forgotten():
    made = []

    def ask(key):
        return outline.remembered(key, lambda: made.append(key) or Outline())

    for key in (*range(MAX_REMEMBERED), 0, MAX_REMEMBERED, 0, 1):
        ask(key)
    assert made == [*range(MAX_REMEMBERED), MAX_REMEMBERED, 1]


@pytest.mark.django_db
def test_a_write_makes_it_read_again():
    backend = EmbeddedBackend()
    backend.index([document(1, "Fictive", kind=("ess",))])
    assert numbers(backend.search(Query())) == (1,)
    backend.index([document(2, "Autre", kind=("ess",))])
    result = backend.search(Query())
    assert numbers(result) == (2, 1)
    (kind,) = [facet for facet in result.facets if facet.code == "kind"]
    assert [value.count for value in kind.values] == [2]
    backend.delete([result.refs[0]])
    assert numbers(backend.search(Query())) == (1,)


@pytest.mark.django_db
def test_the_page_and_the_order_are_told_apart():
    backend = EmbeddedBackend()
    backend.index([document(n, f"Fictive {n}") for n in range(1, 6)])
    assert numbers(backend.search(Query(page_size=2))) == (1, 2)
    assert numbers(backend.search(Query(page_size=2, page=3))) == (5,)
    assert numbers(backend.search(Query(page_size=5, facets={"kind": ["x"]}))) == ()
