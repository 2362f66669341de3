"""Errors as the API tells them: a French message, a code, never a trace."""

import logging
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from graphql import GraphQLError

from config.graphql.messages import in_french

logger = logging.getLogger(__name__)


class Code(StrEnum):
    """What ``extensions.code`` may say."""

    BAD_REQUEST = "BAD_REQUEST"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    OPERATION_NOT_ALLOWED = "OPERATION_NOT_ALLOWED"
    QUERY_TOO_COSTLY = "QUERY_TOO_COSTLY"
    QUERY_TOO_DEEP = "QUERY_TOO_DEEP"
    QUERY_TOO_LARGE = "QUERY_TOO_LARGE"


class CodedError(GraphQLError):
    """An error with its code, its message meant for the reader."""

    def __init__(self, code: Code, message: str, nodes: Any = None) -> None:
        super().__init__(message, nodes, extensions={"code": str(code)})


def format_error(error: GraphQLError, default: Code) -> dict[str, Any]:
    """Spell an error; one that is not the reader's fault says nothing of its cause."""
    formatted: dict[str, Any] = {"message": error.message, "extensions": {"code": str(default)}}
    if error.extensions and "code" in error.extensions:
        formatted["extensions"] = {"code": error.extensions["code"]}
    elif error.path:
        return _internal(error)
    else:
        formatted["message"] = in_french(error.message)
    if error.locations:
        formatted["locations"] = [place.formatted for place in error.locations]
    if error.path:
        formatted["path"] = error.path
    return formatted


def _internal(error: GraphQLError) -> dict[str, Any]:
    logger.error("GraphQL resolver failed at %s", error.path, exc_info=error.original_error)
    return internal_error() | {"path": error.path}


def internal_error() -> dict[str, Any]:
    """Spell a failure of ours."""
    message = _("Une erreur est survenue de notre côté ; elle a été notée.")
    return {"message": message, "extensions": {"code": str(Code.INTERNAL_SERVER_ERROR)}}
