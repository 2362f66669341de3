"""``evaluate_search``: what it prints, what it refuses, and that it leaves nothing behind."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import override_settings
from django.utils.connection import ConnectionDoesNotExist

from search.backends.elastic import ElasticBackend
from search.evaluation.engines import ALIAS
from search.models import Document
from tests.services import elasticsearch_url  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
DOCUMENTS = [
    {"id": "linge", "title": "Atelier du linge fictif", "text": "Un ESAT de blanchisserie."},
    {"id": 2, "title": "Verre inventé", "text": "Lavage de bouteilles", "aliases": ["Re-verre"]},
    {"id": "rien", "title": "Sans texte", "other": {"ignored": True}},
]
QUERIES = [
    {"id": 1, "text": "blanchiserie", "expected": ["linge"]},
    {"id": 2, "text": "établissement et service d’aide par le travail", "expected": ["linge"]},
    {"id": 3, "text": "re-verre", "expected": [2]},
    {"id": 4, "text": "zébulon", "expected": ["linge"], "comment": "ignored"},
]


@pytest.fixture
def write(tmp_path):
    def make(**changes):
        path = tmp_path / "cas.json"
        path.write_text(json.dumps({"documents": DOCUMENTS, "queries": QUERIES} | changes), "utf-8")
        return path

    return make


def run(path, *options):
    out = StringIO()
    call_command("evaluate_search", str(path), *options, stdout=out)
    return out.getvalue()


def test_it_prints_the_measures_as_json(write):
    found = json.loads(run(write(), "--json"))
    measures = ["queries", "mrr", "ndcg@10", "hit@1", "hit@10", "per_query", "seconds"]
    assert list(found) == measures
    assert found["queries"] == 4
    assert [row["rank"] for row in found["per_query"]] == [1, 1, 1, None]
    assert found["per_query"][2]["top"] == [2]
    assert found["mrr"] == found["hit@1"] == found["ndcg@10"] == 0.75


def test_it_prints_a_table(write):
    lines = run(write()).splitlines()
    assert lines[0].split() == ["requêtes", "4"]
    assert lines[-1].split() == ["–", "4", "–"]


def test_it_leaves_nothing_behind(write):
    before = list(Document.objects.values_list("ref"))
    run(write())
    assert list(Document.objects.values_list("ref")) == before
    with pytest.raises(ConnectionDoesNotExist):
        connections[ALIAS]


def test_documents_that_have_some_of_the_words_follow_those_that_have_all(write):
    queries = [{"id": 1, "text": "lavage de blanchisserie", "expected": ["linge", 2]}]
    (row,) = json.loads(run(write(queries=queries), "--json"))["per_query"]
    assert set(row["top"]) == {"linge", 2}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"documents": None}, "documents"),
        ({"documents": [{"id": 1}]}, "title"),
        ({"documents": [*DOCUMENTS, DOCUMENTS[0]]}, "« linge » y est deux fois"),
        ({"documents": [{"id": 1, "title": "a", "aliases": [1]}]}, "aliases"),
        ({"queries": [{"id": 1, "text": "a"}]}, "expected"),
        ({"queries": [[]]}, "un objet est attendu"),
        ({"queries": [{"id": 1, "text": 5, "expected": []}]}, "text"),
    ],
)
def test_a_faulty_file_names_its_row_and_field(write, changes, told):
    with pytest.raises(CommandError) as error:
        run(write(**changes))
    assert told in str(error.value).replace("\u00a0", " ")


def test_no_server_is_said(write):
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        run(write(), "--backend", "elastic")


@pytest.mark.elasticsearch
def test_a_genuine_server_gives_the_same_and_keeps_no_index(write, elasticsearch_url):  # noqa: F811
    with override_settings(ELASTICSEARCH_URL=elasticsearch_url, ELASTICSEARCH_INDEX="evaluated"):
        found = json.loads(run(write(), "--json", "--backend", "elastic"))
    assert [row["rank"] for row in found["per_query"]] == [1, 1, 1, None]
    backend = ElasticBackend(elasticsearch_url, "evaluated")
    assert not backend.client.indices.get(index="evaluated*")
    backend.client.close()
