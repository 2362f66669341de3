"""Asking the API as a client does."""

import base64
import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

PATH = "/graphql/"


def post(query: str, variables: dict[str, Any] | None = None, **body: Any) -> HttpResponse:
    """Send a query; cookies and CSRF tokens are not needed."""
    content = json.dumps({"query": query, "variables": variables, **body})
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return client.post(PATH, content, content_type="application/json")


def ask(query: str, **variables: Any) -> dict[str, Any]:
    """Give the data of a query that must succeed."""
    response = post(query, variables)
    content = response.json()
    assert response.status_code == 200, content
    assert "errors" not in content, content
    return content["data"]


def refusal(query: str, **variables: Any) -> tuple[str, str]:
    """Give the code and the message of the first error of a query refused before it runs."""
    response = post(query, variables)
    content = response.json()
    assert response.status_code == 400, content
    assert "data" not in content
    assert "Traceback" not in response.content.decode()
    error = content["errors"][0]
    return error["extensions"]["code"], error["message"]


def global_id(type_name: str, pk: object) -> str:
    return base64.b64encode(f"{type_name}:{pk}".encode()).decode()
