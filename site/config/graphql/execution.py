"""From a document to an answer: parsed, checked in three steps, then run."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from graphql import (
    ASTValidationRule,
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    NoFragmentCyclesRule,
    execute,
    parse,
    specified_rules,
    validate,
)

from config.graphql import limits, rules
from config.graphql.cost import cost_rule
from config.graphql.deferred import BatchedExecutionContext
from config.graphql.errors import Code, CodedError, format_error, internal_error
from config.graphql.request import GraphQLRequest
from pacte.graphql.context import Context

logger = logging.getLogger(__name__)

Rules = Sequence[type[ASTValidationRule]]

SHAPE: Rules = (rules.OnlyQueriesRule, rules.SizeRule, NoFragmentCyclesRule)
"""Checked first, in linear time, so that the others work on little."""

NESTING: Rules = (rules.DepthRule, rules.RootFieldsRule, rules.IntrospectionAliasRule)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the client."""

    status: HTTPStatus
    content: dict[str, Any]


def run(schema: GraphQLSchema, request: GraphQLRequest, context: Context) -> Answer:
    """Answer a request; whatever it holds, never an exception."""
    try:
        document = _parse(request.query)
        if errors := _check(schema, document, request):
            return _refused(errors, Code.GRAPHQL_VALIDATION_FAILED)
        return _answer(_execute(schema, document, request, context))
    except GraphQLError as error:
        return _refused([error], Code.GRAPHQL_PARSE_FAILED)
    except Exception:
        logger.exception("GraphQL execution failed")
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, {"errors": [internal_error()]})


def _parse(query: str) -> DocumentNode:
    try:
        return parse(
            query,
            max_lexical_tokens=limits.MAX_TOKENS,
            max_comments=limits.MAX_COMMENTS,
            max_source_length=limits.MAX_QUERY,
        )
    except GraphQLError as error:
        if "Parsing aborted" not in error.message:
            raise
        message = _("Requête trop longue : %(characters)s caractères et %(tokens)s mots au plus.")
        most = {"characters": limits.MAX_QUERY, "tokens": limits.MAX_TOKENS}
        raise CodedError(Code.QUERY_TOO_LARGE, message % most) from error


def _check(
    schema: GraphQLSchema, document: DocumentNode, request: GraphQLRequest
) -> list[GraphQLError]:
    for step in (SHAPE, NESTING, specified_rules, (cost_rule(request.variables),)):
        if errors := validate(schema, document, step, max_errors=limits.MAX_ERRORS):
            return errors[: limits.MAX_ERRORS]
    return []


def _execute(
    schema: GraphQLSchema, document: DocumentNode, request: GraphQLRequest, context: Context
) -> ExecutionResult:
    result = execute(
        schema,
        document,
        context_value=context,
        variable_values=request.variables,
        operation_name=request.operation_name,
        execution_context_class=BatchedExecutionContext,
    )
    if not isinstance(result, ExecutionResult):
        raise TypeError("a resolver is asynchronous")
    return result


def _refused(errors: Sequence[GraphQLError], code: Code) -> Answer:
    content = {"errors": [format_error(error, code) for error in errors]}
    return Answer(HTTPStatus.BAD_REQUEST, content)


def _answer(result: ExecutionResult) -> Answer:
    errors = result.errors or []
    if any(error.path is None for error in errors):
        return _refused(errors, Code.BAD_USER_INPUT)
    content: dict[str, Any] = {"data": result.data}
    if errors:
        content["errors"] = [format_error(error, Code.BAD_USER_INPUT) for error in errors]
    codes = {error["extensions"]["code"] for error in content.get("errors", [])}
    failed = Code.INTERNAL_SERVER_ERROR in codes
    return Answer(HTTPStatus.INTERNAL_SERVER_ERROR if failed else HTTPStatus.OK, content)
