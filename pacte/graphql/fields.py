"""Shapes of fields: a relative, a short list, a list with a size, a page of a long list."""

from collections.abc import Callable
from typing import Any

import graphene

from pacte.graphql.errors import check_texts
from pacte.graphql.loaders import Batch, load_many, load_one
from pacte.graphql.paging import DEFAULT_NESTED, DEFAULT_PAGE, MAX_PAGE, paginate

SIZE = "Nombre maximal d’éléments, de 0 à {most} ({default} sans précision)."


def to_one(kind: Any, key: str, batch: Batch, description: str) -> graphene.Field:
    """Give the row that a foreign key points to, if visitors may see it."""

    def resolve(root: Any, info: graphene.ResolveInfo) -> Any:
        return load_one(info, batch, getattr(root, key))

    return graphene.Field(kind, resolver=resolve, description=description)


def short_list(kind: Any, batch: Batch, description: str) -> graphene.Field:
    """Give a short list whole."""

    def resolve(root: Any, info: graphene.ResolveInfo) -> Any:
        return load_many(info, batch, root.pk)

    return graphene.Field(_list_of(kind), resolver=resolve, description=description, required=True)


def sized_list(kind: Any, batch: Batch, description: str) -> graphene.Field:
    """Give the first rows of a list; a size out of bounds was refused before running."""

    def resolve(root: Any, info: graphene.ResolveInfo, first: int | None = None) -> Any:
        size = DEFAULT_NESTED if first is None else max(0, min(first, MAX_PAGE))
        return load_many(info, batch, root.pk, first=size)

    size = graphene.Int(description=SIZE.format(most=MAX_PAGE, default=DEFAULT_NESTED))
    return graphene.Field(
        _list_of(kind), first=size, resolver=resolve, description=description, required=True
    )


def pages(
    connection: Any, select: Callable[..., Any], description: str, **filters: Any
) -> graphene.Field:
    """Give a page of a long list; the filters are the arguments of the selector."""

    def resolve(
        _root: Any,
        _info: graphene.ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
        **given: Any,
    ) -> Any:
        found = select(**check_texts(given))
        return paginate(found, first=first, after=after, last=last, before=before)

    arguments = {**filters, **_page_arguments()}
    return graphene.Field(connection, args=arguments, resolver=resolve, description=description)


def _list_of(kind: Any) -> Any:
    return graphene.List(graphene.NonNull(kind))


def _page_arguments() -> dict[str, Any]:
    size = SIZE.format(most=MAX_PAGE, default=DEFAULT_PAGE)
    return {
        "first": graphene.Int(description=f"Les premiers éléments. {size}"),
        "after": graphene.String(description="Curseur après lequel commencer."),
        "last": graphene.Int(description=f"Les derniers éléments. {size}"),
        "before": graphene.String(description="Curseur avant lequel s’arrêter."),
    }
