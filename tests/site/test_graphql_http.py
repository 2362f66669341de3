"""The door of the API: methods, formats, statuses, and the pages to read."""

import json
import logging

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from config import graphql_view
from pacte.permissions import CURATORS
from tests.factories.pacte import OrganisationFactory
from tests.graphql import PATH, ask, post

pytestmark = pytest.mark.django_db

QUERY = "{kinds{name}}"


def code_of(response) -> str:
    return response.json()["errors"][0]["extensions"]["code"]


def test_an_answer_is_json_kept_nowhere():
    response = post(QUERY)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_client_may_ask_for_the_type_of_the_standard(client):
    response = client.post(
        PATH,
        json.dumps({"query": QUERY}),
        content_type="application/json",
        headers={"Accept": "application/graphql-response+json"},
    )
    assert response.headers["Content-Type"] == "application/graphql-response+json"


def test_an_answer_is_the_same_for_the_staff(admin_client):
    OrganisationFactory(draft=True)
    query = "{organisations{totalCount nodes{name}}}"
    body = json.dumps({"query": query})
    response = admin_client.post(PATH, body, content_type="application/json")
    assert (
        response.json()["data"] == ask(query) == {"organisations": {"totalCount": 0, "nodes": []}}
    )


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        ("query=%7Bkinds%7Bname%7D%7D", "application/x-www-form-urlencoded", 415),
        ("{kinds{name}}", "application/graphql", 415),
        ("{kinds{name}}", "text/plain", 415),
        (f'[{{"query":"{QUERY}"}}]', "application/json", 400),
        ("[]", "application/json", 400),
        (" ", "application/json", 400),
        ("null", "application/json", 400),
        ("{", "application/json", 400),
        ("[" * 30_000, "application/json", 400),
        ('{"query":' + "9" * 5_000 + "}", "application/json", 400),
        ('{"query":NaN}', "application/json", 400),
        (b'{"query":"\xff"}', "application/json", 400),
        ('{"query":["{kinds{name}}"]}', "application/json", 400),
        ('{"query":""}', "application/json", 400),
        ('{"query":"\\ud800"}', "application/json", 400),
        ('{"query":"{kinds{name}}","variables":[1]}', "application/json", 400),
        ('{"query":"{kinds{name}}","operationName":{}}', "application/json", 400),
        ('{"query":"{kinds{name}}","operationName":"x"}', "application/json", 400),
        ('{"query":"{kinds{name}}","x":"' + "x" * 70_000 + '"}', "application/json", 413),
    ],
)
def test_what_is_no_query_is_refused(client, content, content_type, status):
    response = client.post(PATH, content, content_type=content_type)
    assert response.status_code == status
    error = response.json()["errors"][0]
    assert error["message"]
    assert error["extensions"]["code"] in {
        "BAD_REQUEST",
        "BAD_USER_INPUT",
        "GRAPHQL_PARSE_FAILED",
        "QUERY_TOO_LARGE",
    }


def test_a_form_with_a_file_is_refused(client):
    response = client.post(PATH, {"query": QUERY, "operations": "{}"})
    assert response.status_code == 415


def test_a_list_of_queries_says_why():
    body = json.dumps([{"query": QUERY}, {"query": QUERY}])
    response = Client().post(PATH, body, content_type="application/json")
    assert response.json()["errors"][0]["message"] == (
        "Une requête à la fois : les listes de requêtes sont refusées."
    )


@pytest.mark.parametrize("query", [QUERY, "mutation{x}", ""])
def test_a_query_in_the_address_is_refused(client, query):
    response = client.get(PATH, {"query": query})
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert code_of(response) == "METHOD_NOT_ALLOWED"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(client, method):
    response = getattr(client, method)(PATH)
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]
    assert code_of(response) == "METHOD_NOT_ALLOWED"


def test_a_failure_of_ours_says_nothing_and_is_logged(monkeypatch, caplog):
    def fail(*_args, **_kwargs):
        raise RuntimeError("secret-canary")

    monkeypatch.setattr("pacte.selectors.api.batches.first_of_each", fail)
    monkeypatch.setattr("pacte.models.Organisation.objects.public", fail)
    with caplog.at_level(logging.ERROR):
        response = post("{organisations{nodes{name}} kinds{name}}")
    assert response.status_code == 500
    assert "secret-canary" not in response.content.decode()
    assert response.json()["data"] == {"organisations": None, "kinds": []}
    assert code_of(response) == "INTERNAL_SERVER_ERROR"
    assert "secret-canary" in caplog.text


def test_a_failing_loader_says_nothing_and_is_logged(monkeypatch, caplog):
    def fail(*_args, **_kwargs):
        raise RuntimeError("secret-canary")

    OrganisationFactory()
    monkeypatch.setattr("pacte.selectors.api.organisations.targets_of_each", fail)
    with caplog.at_level(logging.ERROR):
        response = post("{organisations{nodes{name kinds{name}}}}")
    assert response.status_code == 500
    assert "secret-canary" not in response.content.decode()
    assert code_of(response) == "INTERNAL_SERVER_ERROR"
    assert "secret-canary" in caplog.text


def test_a_visitor_reads_what_the_api_is(client):
    response = client.get(PATH, headers={"Accept": "text/html"})
    assert response.status_code == 200
    content = response.content.decode()
    assert "Interface de programmation" in content
    for name in graphql_view.schema.graphql_schema.query_type.fields:
        assert f"<code>{name}</code>" in content
    assert "graphiql" not in content.lower()


def member_of_staff(**flags) -> User:
    return User.objects.create_user("personne-fictive", **flags)


def test_the_staff_gets_the_workbench_without_anything_inline(client):
    curator = member_of_staff()
    curator.groups.add(Group.objects.get_or_create(name=CURATORS)[0])
    client.force_login(curator)
    content = client.get(PATH).content.decode()
    assert 'id="graphiql"' in content
    assert "<style" not in content
    assert "style=" not in content
    assert "http" not in content
    assert content.count("<script") == content.count("<script src=") == 4


@pytest.mark.parametrize(
    ("flags", "workbench"),
    [({"is_staff": True}, True), ({"is_superuser": True}, True), ({}, False)],
)
def test_the_workbench_is_for_the_staff(client, flags, workbench):
    client.force_login(member_of_staff(**flags))
    content = client.get(PATH).content.decode()
    assert ('id="graphiql"' in content) is workbench


def test_the_pages_are_under_the_strict_policy(admin_client):
    policy = admin_client.get(PATH).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
