"""What the search is worth on judged queries over the demonstration, engine by engine.

The queries and what they should find were written from the demonstration alone, before any answer
was seen: nDCG@10 was then 0.842, and 0.848 of the acronyms had a right first answer. Answers were
then looked at once, to add those as right as what had been written; nothing expected was taken
out, one unnatural query was: nDCG@10 was then 0.877. The search has been improved since by people
who could read these queries. What is measured now, 0.906, is therefore optimistic: thirty others that
they had not seen gave 0.866, and 0.80 on five acronyms.

The aims, an nDCG@10 of 0.90 and a right first answer for 0.95 of the acronyms, are held on every
engine. The groups are held to what was measured, less about 0.01: the misspelt (0.841), the
inflected (0.897) and the synonyms (0.854) are under 0.90.
"""

import datetime as dt
import sys
import uuid
from collections.abc import Iterator

import pytest
from django.db import transaction

from cooperation.services.demonstration import load_demo
from search.backends.elastic import ElasticBackend
from search.backends.embedded import EmbeddedBackend
from search.documents import all_entries
from search.evaluation.measures import Quality
from search.indexing import reindex
from tests.search.relevance.judging import ALL, judge, qualities, read_judged, table

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
GROUPS = ("misspelt", "inflected", "acronyms", "synonyms", "places", "names")
OWN = {
    "misspelt": 0.83,
    "inflected": 0.88,
    "acronyms": 0.91,
    "synonyms": 0.84,
    "places": 0.90,
    "names": 0.98,
}
AIM, ACRONYMS_AIM = 0.90, 0.95
FLOORS = {
    "sqlite": {ALL: AIM, **OWN},
    "postgresql": {ALL: AIM, **OWN},
    "elasticsearch": {ALL: AIM, **OWN},
}
"""The least nDCG@10 of all the queries, which is the aim, and of each group: the engines agree."""
ACRONYMS_FIRST = {
    "sqlite": ACRONYMS_AIM,
    "postgresql": ACRONYMS_AIM,
    "elasticsearch": ACRONYMS_AIM,
}
"""The least share of acronyms whose first answer is right."""


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Load the demonstration in the database and in its index once, and undo it at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(now=NOW)
        reindex("embedded", EmbeddedBackend())
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sqlite(demonstration) -> EmbeddedBackend:
    return EmbeddedBackend()


@pytest.fixture(scope="module")
def postgresql(postgresql_alias, demonstration) -> Iterator[EmbeddedBackend]:
    engine = EmbeddedBackend(using=postgresql_alias)
    engine.rebuild(all_entries())
    yield engine
    engine.rebuild([])


@pytest.fixture(scope="module")
def elasticsearch(elasticsearch_url, demonstration) -> Iterator[ElasticBackend]:
    alias = f"test-relevance-{uuid.uuid4().hex[:12]}"
    engine = ElasticBackend(elasticsearch_url, alias, refresh=True, read_seconds=20)
    engine.rebuild(all_entries())
    yield engine
    engine.drop()
    engine.client.close()


@pytest.fixture(
    scope="module",
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.postgresql),
        pytest.param("elasticsearch", marks=pytest.mark.elasticsearch),
    ],
)
def measured(request) -> tuple[str, dict[str, Quality]]:
    """Give an engine's name and its measures by group, and print them (``pytest -s``)."""
    engine = request.getfixturevalue(request.param)
    found = qualities(judge(engine, read_judged()))
    sys.stdout.write(f"\n{table(request.param, found)}\n")
    return request.param, found


def test_there_are_cases_of_every_group():
    rows = read_judged()
    assert len({row.text for row in rows}) == len({row.id for row in rows}) == len(rows) >= 150
    for group in GROUPS:
        assert sum(row.group == group for row in rows) >= 25
    assert {row.group for row in rows} == set(GROUPS)


@pytest.mark.parametrize("group", [ALL, *GROUPS])
def test_the_engine_ranks_as_well_as_it_did(measured, group):
    name, found = measured
    assert found[group].ndcg_10 >= FLOORS[name][group]


def test_an_acronym_finds_first_what_it_stands_for(measured):
    name, found = measured
    assert found["acronyms"].hit_1 >= ACRONYMS_FIRST[name]
