"""Shared places and their buildings."""

import graphene

from pacte import models
from pacte.graphql.fields import sized_list, to_one
from pacte.graphql.relay import Node, connection_of, register
from pacte.graphql.types.common import Coordinates, own_coordinates
from pacte.graphql.types.territories import Commune
from pacte.selectors.api import organisations, territories


class Place(graphene.ObjectType):
    """Lieu que plusieurs organisations partagent, comme le Pôle R."""

    class Meta:
        interfaces = [Node]

    name = graphene.String(required=True, description="Nom.")
    slug = graphene.String(required=True, description="Code stable, pour les filtres.")
    address = graphene.String(required=True, description="Adresse postale.")
    former_use = graphene.String(required=True, description="Ancien usage du lieu.")
    area_m2 = graphene.Int(name="areaM2", description="Surface, en mètres carrés.")
    coordinates = graphene.Field(
        Coordinates, resolver=own_coordinates, description="Position, si elle est connue."
    )
    commune = to_one(Commune, "commune_id", territories.communes_by_id, "Sa commune.")
    buildings = sized_list(
        lambda: Building, organisations.buildings_of, "Ses bâtiments, par numéro."
    )


class Building(graphene.ObjectType):
    """Bâtiment d’un lieu partagé."""

    number = graphene.Int(required=True, description="Numéro du bâtiment.")
    use = graphene.String(required=True, description="Usage.")
    opens = graphene.Int(description="Année d’ouverture.")
    place = to_one(Place, "place_id", organisations.places_by_id, "Le lieu où il se trouve.")


register(Place, models.Place, organisations.places_by_id)

PlaceConnection = connection_of(Place)
