"""Communes, intercommunalities and zones."""

import graphene

from pacte import models
from pacte.graphql.fields import sized_list, to_one
from pacte.graphql.relay import Node, connection_of, register
from pacte.graphql.types.common import Coordinates, own_coordinates, url_field
from pacte.graphql.types.enums import ZoneKind
from pacte.selectors.api import territories

COMMUNES = "Ses communes, par ordre alphabétique ; « communes » à la racine les pagine."


class Epci(graphene.ObjectType):
    """Intercommunalité (établissement public de coopération intercommunale)."""

    class Meta:
        interfaces = [Node]

    siren = graphene.String(required=True, description="Numéro SIREN.")
    name = graphene.String(required=True, description="Nom.")
    slug = graphene.String(required=True, description="Dernière partie de l’adresse de sa page.")
    in_pact = graphene.Boolean(required=True, description="Vrai dans le périmètre du pacte.")
    in_plie = graphene.Boolean(required=True, description="Vrai dans le périmètre du PLIE.")
    url = url_field()
    communes = sized_list(lambda: Commune, territories.communes_of_epcis, COMMUNES)


class Commune(graphene.ObjectType):
    """Commune, placée au centre de son contour."""

    class Meta:
        interfaces = [Node]

    insee = graphene.String(required=True, description="Code INSEE.")
    name = graphene.String(required=True, description="Nom.")
    slug = graphene.String(required=True, description="Dernière partie de l’adresse de sa page.")
    postcodes = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Codes postaux."
    )
    population = graphene.Int(required=True, description="Nombre d’habitants.")
    coordinates = graphene.Field(
        Coordinates, resolver=own_coordinates, description="Centre du contour."
    )
    url = url_field()
    epci = to_one(Epci, "epci_id", territories.epcis_by_id, "Son intercommunalité.")


class Zone(graphene.ObjectType):
    """Ensemble de communes qui porte un nom : périmètre, zone desservie, expérimentation."""

    class Meta:
        interfaces = [Node]

    code = graphene.String(required=True, description="Code stable, pour les filtres.")
    name = graphene.String(required=True, description="Nom.")
    kind = graphene.Field(ZoneKind, required=True, description="Nature de la zone.")
    description = graphene.String(required=True, description="Présentation.")
    url = url_field()
    communes = sized_list(Commune, territories.communes_of_zones, COMMUNES)


register(Epci, models.Epci, territories.epcis_by_id)
register(Commune, models.Commune, territories.communes_by_id)
register(Zone, models.Zone, territories.zones_by_id)

EpciConnection = connection_of(Epci)
CommuneConnection = connection_of(Commune)
ZoneConnection = connection_of(Zone)
