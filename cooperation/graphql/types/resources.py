"""What flows between organisations, and what transforms it."""

from typing import Any

import graphene

from cooperation import knowledge


class Resource(graphene.ObjectType):
    """Ressource de la nomenclature."""

    code = graphene.String(
        required=True, description="Code ; ceux qu’il contient commencent par lui."
    )
    label = graphene.String(required=True, description="Nom en français.")
    kind = graphene.String(description="Famille : food, byproduct, material, service…")
    low_code = graphene.String(description="Code de la liste européenne des déchets.")
    is_hazardous = graphene.Boolean(description="Vrai pour un déchet dangereux.")


class Transformation(graphene.ObjectType):
    """Savoir-faire qui change une ressource en une autre."""

    code = graphene.String(required=True, description="Code stable.")
    label = graphene.String(required=True, description="Nom en français.")


def resource_of(code: str) -> dict[str, Any]:
    """Describe a resource; of one that the taxonomy lost, only the code is known."""
    known = knowledge.load().resources.get(code)
    if known is None:
        return {"code": code, "label": code}
    return {
        "code": code,
        "label": known.label,
        "kind": known.kind.value,
        "low_code": known.low_code or None,
        "is_hazardous": known.hazardous,
    }


def transformation_of(code: str) -> dict[str, Any] | None:
    """Describe a transformation, if there is one."""
    known = knowledge.load().transformations.get(code)
    return {"code": code, "label": known.label if known else code} if code else None


def resource_field() -> graphene.Field:
    """Give the resource of a row that holds its code."""

    def resolve(root: Any, _info: graphene.ResolveInfo) -> dict[str, Any]:
        return resource_of(root.resource)

    return graphene.Field(
        Resource, required=True, resolver=resolve, description="De quoi il s’agit."
    )
