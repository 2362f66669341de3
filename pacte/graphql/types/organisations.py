"""Organisations and the lasting links between them. Nothing personal is a field here."""

from typing import Any

import graphene

from pacte import models
from pacte.graphql.fields import short_list, to_one
from pacte.graphql.loaders import load_one
from pacte.graphql.relay import Node, connection_of, register
from pacte.graphql.types.common import (
    Coordinates,
    coordinates_of,
    fictitious_field,
    url_field,
)
from pacte.graphql.types.enums import LegalForm, LinkKind, SiaeType
from pacte.graphql.types.places import Building
from pacte.graphql.types.reference import Kind, Label, Role, ThemeReference
from pacte.graphql.types.territories import Commune, Zone
from pacte.selectors.api import organisations, territories

COORDINATES = "Sa position, à défaut le centre de sa commune."


class Organisation(graphene.ObjectType):
    """Organisation du réseau : signataire, entreprise, producteur, SIAE ou collectivité."""

    class Meta:
        interfaces = [Node]

    name = graphene.String(required=True, description="Nom.")
    slug = graphene.String(required=True, description="Dernière partie de l’adresse de sa page.")
    url = url_field()
    siret = graphene.String(description="Numéro SIRET, s’il est connu.")
    legal_form = graphene.Field(LegalForm, description="Forme juridique.")
    naf = graphene.String(required=True, description="Code NAF de l’activité principale.")
    kinds = short_list(Kind, organisations.kinds_of, "Ce qu’elle est.")
    roles = short_list(Role, organisations.roles_of, "Ce qu’elle fait dans le pacte.")
    labels = short_list(Label, organisations.labels_of, "Labels qu’elle tient.")
    themes = short_list(ThemeReference, organisations.themes_of, "Thèmes du pacte qui la touchent.")
    siae_type = graphene.Field(SiaeType, description="Type de SIAE, si c’en est une.")
    summary = graphene.String(required=True, description="Ce qu’elle fait, pour qui.")
    headcount = graphene.Int(description="Effectif.")
    headcount_year = graphene.Int(description="Année de l’effectif.")
    address = graphene.String(required=True, description="Adresse postale.")
    website = graphene.String(required=True, description="Site internet.")
    commune = to_one(Commune, "commune_id", territories.communes_by_id, "Sa commune.")
    coordinates = graphene.Field(Coordinates, description=COORDINATES)
    building = to_one(
        Building, "building_id", organisations.buildings_by_id, "Bâtiment partagé qu’elle occupe."
    )
    service_radius_km = graphene.Int(description="Rayon d’action, en kilomètres.")
    service_zones = short_list(Zone, organisations.service_zones_of, "Zones qu’elle dessert.")
    links = short_list(
        lambda: OrganisationLink, organisations.links_from, "Liens qu’elle déclare vers d’autres."
    )
    incoming_links = short_list(
        lambda: OrganisationLink, organisations.links_to, "Liens que d’autres déclarent vers elle."
    )
    source = graphene.String(required=True, description="D’où viennent ces informations.")
    is_fictitious = fictitious_field()

    @staticmethod
    def resolve_legal_form(root: models.Organisation, _info: graphene.ResolveInfo) -> str | None:
        return root.legal_form or None

    @staticmethod
    def resolve_siae_type(root: models.Organisation, _info: graphene.ResolveInfo) -> str | None:
        return root.siae_type or None

    @staticmethod
    def resolve_coordinates(root: models.Organisation, info: graphene.ResolveInfo) -> Any:
        if own := coordinates_of(root):
            return own
        return load_one(info, territories.communes_by_id, root.commune_id)


class OrganisationLink(graphene.ObjectType):
    """Lien durable déclaré par une organisation envers une autre."""

    kind = graphene.Field(LinkKind, required=True, description="Nature du lien.")
    organisation = to_one(
        Organisation, "organisation_id", organisations.organisations_by_id, "Qui le déclare."
    )
    target = to_one(Organisation, "target_id", organisations.organisations_by_id, "Avec qui.")


register(Organisation, models.Organisation, organisations.organisations_by_id)

OrganisationConnection = connection_of(Organisation)
