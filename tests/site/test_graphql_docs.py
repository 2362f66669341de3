"""The examples of the documentation and of the pages are queries that pass."""

import re
from pathlib import Path

import pytest

from config import graphql_view
from config.graphql import limits
from tests.factories.cooperation import PostingFactory
from tests.french import plain
from tests.graphql import global_id, post

pytestmark = pytest.mark.django_db

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```graphql\n(.*?)```", DOCUMENT, re.DOTALL)


def test_there_are_examples():
    assert len(EXAMPLES) == 8


@pytest.mark.parametrize("query", [*EXAMPLES, graphql_view.EXAMPLE])
def test_an_example_passes(query):
    key = global_id("Organisation", 1)
    posting = PostingFactory(need=True)
    declared = set(re.findall(r"\$(\w+):", query))
    values = {
        "organisation": key,
        "id": key,
        "epci": "200040715",
        "annonce": global_id("Posting", posting.pk),
        "jeton": "11111111-1111-4111-8111-111111111111",
    }
    response = post(query, {name: values[name] for name in declared})
    assert response.status_code == 200
    assert "errors" not in response.json()


@pytest.mark.parametrize(
    "limit",
    [limits.MAX_BODY, limits.MAX_QUERY, limits.MAX_TOKENS, limits.MAX_COST, limits.MAX_FIELDS],
)
def test_the_limits_are_those_of_the_code(limit):
    assert f"{limit:,}".replace(",", " ") in plain(DOCUMENT)
