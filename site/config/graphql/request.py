"""What a client sent, read within limits or refused."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext as _

from config.graphql import limits
from config.graphql.errors import Code


class RefusedRequestError(Exception):
    """A request that is not even a query; carries its HTTP status."""

    def __init__(self, status: HTTPStatus, code: Code, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """A document and what goes with it."""

    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation_name: str | None = None


def read_request(request: HttpRequest) -> GraphQLRequest:
    """Read a POST in JSON: one query, never a form nor a list of queries."""
    if request.content_type != "application/json":
        message = _("Envoyez la requête en JSON, avec « Content-Type: application/json ».")
        raise RefusedRequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, Code.BAD_REQUEST, message)
    body = _parse(_body(request))
    if isinstance(body, list):
        _refuse(_("Une requête à la fois : les listes de requêtes sont refusées."))
    if not isinstance(body, dict) or not isinstance(body.get("query"), str):
        _refuse(_("Le corps doit être un objet JSON avec un texte « query »."))
    variables, name = body.get("variables"), body.get("operationName")
    if variables is not None and not isinstance(variables, dict):
        _refuse(_("« variables » doit être un objet JSON."))
    if name is not None and not isinstance(name, str):
        _refuse(_("« operationName » doit être un texte."))
    return GraphQLRequest(body["query"], variables or {}, name or None)


def _body(request: HttpRequest) -> bytes:
    announced = request.headers.get("Content-Length", "0")
    if not announced.isdigit() or int(announced) <= limits.MAX_BODY:
        body = request.body
        if len(body) <= limits.MAX_BODY:
            return body
    message = _("Requête trop longue : %(most)s octets au plus.") % {"most": limits.MAX_BODY}
    raise RefusedRequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Code.QUERY_TOO_LARGE, message)


def _parse(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        _refuse(_("Le corps n’est pas du JSON valable, en UTF-8."))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse(message: str) -> NoReturn:
    raise RefusedRequestError(HTTPStatus.BAD_REQUEST, Code.BAD_REQUEST, message)
