"""What several types share."""

from typing import Any

import graphene

IS_FICTITIOUS = "Vrai pour une donnée inventée de la démonstration."
URL = "Adresse de sa page sur le site."


class Coordinates(graphene.ObjectType):
    """Position en degrés décimaux (WGS 84)."""

    latitude = graphene.Float(required=True, description="Latitude, en degrés.")
    longitude = graphene.Float(required=True, description="Longitude, en degrés.")


def coordinates_of(row: Any) -> dict[str, float] | None:
    """Give the position of a row, if it has one."""
    if row is None or row.latitude is None or row.longitude is None:
        return None
    return {"latitude": row.latitude, "longitude": row.longitude}


def own_coordinates(row: Any, _info: graphene.ResolveInfo) -> dict[str, float] | None:
    return coordinates_of(row)


def page_url(row: Any, info: graphene.ResolveInfo) -> str:
    """Give the full address of a row's page."""
    return f"{info.context.base_url}{row.get_absolute_url()}"


def url_field() -> graphene.Field:
    return graphene.Field(graphene.String, required=True, resolver=page_url, description=URL)


def fictitious_field() -> graphene.Boolean:
    return graphene.Boolean(required=True, description=IS_FICTITIOUS)
