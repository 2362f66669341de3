"""The address of the API: queries by POST, a page to read by GET."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from config.graphql import limits
from config.graphql.errors import Code
from config.graphql.execution import run
from config.graphql.request import RefusedRequestError, read_request
from config.schema import schema
from pacte.graphql.context import Context
from pacte.permissions import is_curator

RESPONSE_TYPE = "application/graphql-response+json"
EXAMPLE = "{\n  organisations(first: 5) {\n    totalCount\n    nodes {\n      name\n    }\n  }\n}\n"


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class GraphQLView(View):
    """Read-only API. An answer never depends on who asks: no cookie is read, no token needed."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the workbench to the staff and a readable page to others.

        A query in the address is refused: it would stay in logs, histories and caches.
        """
        if "query" in request.GET:
            return self.http_method_not_allowed(request)
        if is_curator(request.user) or (request.user.is_active and request.user.is_staff):
            return render(request, "graphene/graphiql.html", {"example": EXAMPLE})
        return render(request, "graphene/api.html", _described())

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            asked = read_request(request)
        except RefusedRequestError as refusal:
            return _refused(request, refusal.status, refusal.code, str(refusal))
        base_url = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        answer = run(schema.graphql_schema, asked, Context(base_url=base_url))
        return _json(request, answer.content, answer.status)

    def http_method_not_allowed(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        message = _("Les requêtes s’envoient en POST, en JSON.")
        status = HTTPStatus.METHOD_NOT_ALLOWED
        response = _refused(request, status, Code.METHOD_NOT_ALLOWED, message)
        response["Allow"] = "POST" if "query" in request.GET else "GET, HEAD, POST"
        return response


def _refused(request: HttpRequest, status: HTTPStatus, code: Code, message: str) -> HttpResponse:
    content = {"errors": [{"message": message, "extensions": {"code": str(code)}}]}
    return _json(request, content, status)


def _json(request: HttpRequest, content: dict[str, Any], status: HTTPStatus) -> HttpResponse:
    accepted = RESPONSE_TYPE in request.headers.get("Accept", "")
    content_type = RESPONSE_TYPE if accepted else "application/json"
    return JsonResponse(content, status=status, content_type=content_type)


def _described() -> dict[str, Any]:
    """Tell the root fields and the limits, as the schema and the rules have them."""
    query = schema.graphql_schema.query_type
    return {"fields": sorted(query.fields.items()) if query else [], "limits": _limits()}


def _limits() -> list[tuple[str, int]]:
    return [
        (_("Octets d’une requête"), limits.MAX_BODY),
        (_("Champs imbriqués"), limits.MAX_DEPTH),
        (_("Champs à la racine"), limits.MAX_ROOT_FIELDS),
        (_("Alias"), limits.MAX_ALIASES),
        (_("Objets rapportés"), limits.MAX_COST),
    ]
