"""Nodes with a global identifier, and connections, as Relay specifies them."""

from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import Model
from django.utils.translation import gettext as _

from pacte.graphql.errors import BadUserInputError
from pacte.graphql.ids import decode, encode
from pacte.graphql.loaders import Batch, load_one
from pacte.graphql.paging import Page


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A type that ``node`` can give, and the selector that gives what visitors may see."""

    graphene_type: Any
    model: type[Model]
    by_id: Batch


NODES: dict[str, NodeKind] = {}
"""Types with a global identifier, by name; upper packages add theirs."""


class Node(graphene.Interface):
    """Objet qui porte un identifiant global."""

    id = graphene.ID(required=True, description="Identifiant global, opaque.")

    @staticmethod
    def resolve_id(root: Any, info: graphene.ResolveInfo) -> str:
        return encode(info.parent_type.name, root.pk)

    @classmethod
    def resolve_type(cls, instance: Any, _info: graphene.ResolveInfo) -> Any:
        return next(
            kind.graphene_type for kind in NODES.values() if isinstance(instance, kind.model)
        )


def register(graphene_type: Any, model: type[Model], by_id: Batch) -> None:
    """Let ``node`` give a type."""
    NODES[graphene_type._meta.name] = NodeKind(graphene_type, model, by_id)


def load_node(info: graphene.ResolveInfo, global_id: str) -> Any:
    """Promise the object of a global identifier, or nothing when visitors may not see it."""
    type_name, pk = decode(global_id)
    if type_name not in NODES:
        message = _("Type inconnu dans cet identifiant : « %(type)s ».")
        raise BadUserInputError(message % {"type": type_name[:40]})
    return load_one(info, NODES[type_name].by_id, pk)


class PageInfo(graphene.ObjectType):
    """Où se situe une page dans sa liste."""

    has_next_page = graphene.Boolean(
        required=True, description="Vrai si d’autres éléments suivent."
    )
    has_previous_page = graphene.Boolean(
        required=True, description="Vrai si d’autres éléments précèdent."
    )
    start_cursor = graphene.String(description="Curseur du premier élément de la page.")
    end_cursor = graphene.String(description="Curseur du dernier élément de la page.")

    @staticmethod
    def resolve_has_next_page(root: Page, _info: graphene.ResolveInfo) -> bool:
        return root.has_next

    @staticmethod
    def resolve_has_previous_page(root: Page, _info: graphene.ResolveInfo) -> bool:
        return root.start > 0

    @staticmethod
    def resolve_start_cursor(root: Page, _info: graphene.ResolveInfo) -> str | None:
        return root.cursor(0) if root.rows else None

    @staticmethod
    def resolve_end_cursor(root: Page, _info: graphene.ResolveInfo) -> str | None:
        return root.cursor(len(root.rows) - 1) if root.rows else None


class PageConnection(graphene.ObjectType):
    """What every connection has; see :func:`connection_of`."""

    class Meta:
        abstract = True

    page_info = graphene.Field(
        PageInfo, required=True, description="Où se situe cette page dans la liste."
    )
    total_count = graphene.Int(required=True, description="Nombre d’éléments de la liste entière.")

    @staticmethod
    def resolve_page_info(root: Page, _info: graphene.ResolveInfo) -> Page:
        return root

    @staticmethod
    def resolve_total_count(root: Page, _info: graphene.ResolveInfo) -> int:
        return root.queryset.count()

    @staticmethod
    def resolve_edges(root: Page, _info: graphene.ResolveInfo) -> list[dict[str, Any]]:
        return [{"node": row, "cursor": root.cursor(n)} for n, row in enumerate(root.rows)]

    @staticmethod
    def resolve_nodes(root: Page, _info: graphene.ResolveInfo) -> list[Any]:
        return root.rows


def connection_of(node: Any) -> Any:
    """Make the connection of a type, with its edges."""
    label = node._meta.name

    class Edge(graphene.ObjectType):
        class Meta:
            name = f"{label}Edge"
            description = f"Élément d’une liste de {label}, avec sa position."

        node_ = graphene.Field(node, name="node", required=True, description="L’élément.")
        cursor = graphene.String(required=True, description="Sa position dans la liste.")

        @staticmethod
        def resolve_node_(root: dict[str, Any], _info: graphene.ResolveInfo) -> Any:
            return root["node"]

    class Connection(PageConnection):
        class Meta:
            name = f"{label}Connection"
            description = f"Page d’une liste de {label}."

        edges = graphene.List(
            graphene.NonNull(Edge), required=True, description="Les éléments et leur position."
        )
        nodes = graphene.List(
            graphene.NonNull(node), required=True, description="Les éléments, sans leur position."
        )

    return Connection
