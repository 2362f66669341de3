"""Root fields of the pact."""

from typing import Any

import graphene

from pacte.graphql.arguments import keyed, one, text, whole
from pacte.graphql.errors import BadUserInputError, check_text
from pacte.graphql.fields import pages
from pacte.graphql.ids import decode_as
from pacte.graphql.loaders import load_one
from pacte.graphql.relay import Node, load_node
from pacte.graphql.types import enums, reference, roadmap, territories
from pacte.graphql.types.organisations import Organisation, OrganisationConnection
from pacte.graphql.types.places import Place, PlaceConnection
from pacte.selectors.api import organisations as select_organisations
from pacte.selectors.api import roadmap as select_roadmap
from pacte.selectors.api import territories as select_territories

ONE_KEY = "Donnez « id » ou « slug », l’un des deux."


class TerritoryQuery(graphene.ObjectType):
    """Where: intercommunalities, communes, zones and shared places."""

    epcis = pages(
        territories.EpciConnection,
        select_territories.epcis,
        "Les intercommunalités.",
        in_pact=graphene.Boolean(description="Seulement celles du pacte (ou les autres)."),
    )
    epci = one(
        territories.Epci,
        select_territories.epcis,
        "Une intercommunalité.",
        siren=text("Son SIREN.", required=True),
    )
    communes = pages(
        territories.CommuneConnection,
        select_territories.communes,
        "Les communes.",
        epci=text("SIREN de l’intercommunalité."),
        zone=text("Code de la zone."),
        text=text("Partie du nom."),
    )
    commune = one(
        territories.Commune,
        select_territories.communes,
        "Une commune.",
        insee=text("Son code INSEE.", required=True),
    )
    zones = pages(
        territories.ZoneConnection,
        select_territories.zones,
        "Les zones.",
        kind=enums.ZoneKind(description="Nature de la zone."),
    )
    zone = one(
        territories.Zone,
        select_territories.zones,
        "Une zone.",
        code=text("Son code.", required=True),
    )
    places = pages(PlaceConnection, select_organisations.places, "Les lieux partagés.")
    place = one(
        Place,
        select_organisations.places,
        "Un lieu partagé.",
        slug=text("Son code.", required=True),
    )


class RoadmapQuery(graphene.ObjectType):
    """What: themes, actions and commitments."""

    themes = pages(
        roadmap.ThemeConnection,
        select_roadmap.themes,
        "La feuille de route : ses thèmes, dans l’ordre.",
    )
    theme = one(
        roadmap.Theme,
        select_roadmap.themes,
        "Un thème de la feuille de route.",
        code=text("Son code.", required=True),
    )
    actions = pages(
        roadmap.ActionConnection,
        keyed(select_roadmap.actions, pilot="Organisation"),
        "Les actions publiées de la feuille de route.",
        theme=text("Code du thème."),
        status=enums.ActionStatus(description="Avancement."),
        pilot=graphene.ID(description="Identifiant global de l’organisation pilote."),
    )
    action = one(
        roadmap.Action,
        select_roadmap.actions,
        "Une action publiée.",
        slug=text("Dernière partie de l’adresse de sa page.", required=True),
    )
    commitments = pages(
        roadmap.CommitmentConnection,
        keyed(select_roadmap.commitments, organisation="Organisation", action="Action"),
        "Les engagements pour la feuille de route.",
        organisation=graphene.ID(description="Identifiant global de l’organisation qui s’engage."),
        action=graphene.ID(description="Identifiant global de l’action servie."),
    )


class ReferenceQuery(graphene.ObjectType):
    """The codes that filters take."""

    kinds = whole(reference.Kind, select_organisations.kinds, "Les natures d’organisation.")
    roles = whole(reference.Role, select_organisations.roles, "Les rôles dans le pacte.")
    labels = whole(reference.Label, select_organisations.labels, "Les labels.")


class PacteQuery(TerritoryQuery, RoadmapQuery, ReferenceQuery):
    """Who, where and what."""

    node = graphene.Field(
        Node,
        id=graphene.ID(required=True, description="Identifiant global."),
        description="Un objet public, par son identifiant global.",
    )
    organisations = pages(
        OrganisationConnection,
        select_organisations.organisations,
        "Les organisations publiées, par ordre alphabétique.",
        kind=text("Code d’une nature ; voir « kinds »."),
        role=text("Code d’un rôle ; voir « roles »."),
        theme=text("Code d’un thème ; voir « themes »."),
        siae_type=enums.SiaeType(description="Type de SIAE."),
        epci=text("SIREN de l’intercommunalité."),
        commune=text("Code INSEE de la commune."),
        place=text("Code d’un lieu partagé ; voir « places »."),
        text=text("Mots que le nom doit contenir."),
    )
    organisation = graphene.Field(
        Organisation,
        id=graphene.ID(description="Identifiant global."),
        slug=text("Dernière partie de l’adresse de sa page."),
        description=f"Une organisation publiée. {ONE_KEY}",
    )

    @staticmethod
    def resolve_node(_root: Any, info: graphene.ResolveInfo, id: str) -> Any:
        return load_node(info, id)

    @staticmethod
    def resolve_organisation(
        _root: Any,
        info: graphene.ResolveInfo,
        id: str | None = None,
        slug: str | None = None,
    ) -> Any:
        if (id is None) == (slug is None):
            raise BadUserInputError(ONE_KEY)
        if id is None:
            known = select_organisations.organisations(slug=check_text("slug", slug or ""))
            return known.first() if slug else None
        pk = decode_as("Organisation", id)
        return load_one(info, select_organisations.organisations_by_id, pk)
