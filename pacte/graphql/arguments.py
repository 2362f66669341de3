"""Arguments that several root fields take."""

from collections.abc import Callable
from typing import Any

import graphene
from django.db.models import Model, QuerySet

from pacte.graphql.errors import check_texts
from pacte.graphql.ids import decode_as


def text(description: str, *, required: bool = False) -> graphene.String:
    return graphene.String(description=description, required=required)


def one(
    kind: Any, select: Callable[..., "QuerySet[Any]"], description: str, **keys: Any
) -> graphene.Field:
    """Give the only row that a key designates, or nothing."""

    def resolve(_root: Any, _info: graphene.ResolveInfo, **given: Any) -> Model | None:
        chosen = {name: value for name, value in check_texts(given).items() if value}
        return select(**chosen).first() if chosen else None

    return graphene.Field(kind, args=keys, resolver=resolve, description=description)


def whole(kind: Any, select: Callable[[], "QuerySet[Any]"], description: str) -> graphene.Field:
    """Give a reference list whole."""

    def resolve(_root: Any, _info: graphene.ResolveInfo) -> list[Any]:
        return list(select())

    rows = graphene.List(graphene.NonNull(kind))
    return graphene.Field(rows, resolver=resolve, description=description, required=True)


def keyed(select: Callable[..., Any], **types: str) -> Callable[..., Any]:
    """Wrap a selector: arguments that are global identifiers become keys."""

    def selected(**given: Any) -> Any:
        keys = {name: decode_as(types[name], given.pop(name)) for name in types if name in given}
        return select(**given, **keys)

    return selected
