"""Root fields of cooperation. What crosses packages is here, never in the types of the pact."""

from typing import Any

import graphene

from cooperation.graphql.types import enums
from cooperation.graphql.types.cooperations import CooperationConnection
from cooperation.graphql.types.lots import LotConnection
from cooperation.graphql.types.plans import season_plan_field
from cooperation.graphql.types.postings import Posting, PostingConnection
from cooperation.graphql.types.suggestions import SuggestionConnection
from cooperation.graphql.types.why_not import why_not_field
from cooperation.selectors import api, api_lots
from pacte.graphql.arguments import keyed, text
from pacte.graphql.fields import pages
from pacte.graphql.ids import decode_as
from pacte.graphql.loaders import load_one

ORGANISATION = "Identifiant global de l’organisation"
RESOURCE = "Code d’une ressource ; celles qu’elle contient sont comprises."


class CooperationQuery(graphene.ObjectType):
    """Needs, offers, flows and suggestions."""

    postings = pages(
        PostingConnection,
        keyed(api.postings, organisation="Organisation"),
        "Les annonces publiques, de la plus récente à la plus ancienne.",
        direction=enums.Direction(description="Offres ou besoins seulement."),
        resource=text(RESOURCE),
        organisation=graphene.ID(description=f"{ORGANISATION} qui publie."),
        epci=text("SIREN de l’intercommunalité où se trouve l’annonce."),
    )
    posting = graphene.Field(
        Posting,
        id=graphene.ID(required=True, description="Identifiant global."),
        description="Une annonce publique.",
    )
    suggestions = pages(
        SuggestionConnection,
        keyed(api.suggestions, organisation="Organisation"),
        "Avec qui une organisation pourrait coopérer, meilleures suggestions d’abord.",
        organisation=graphene.ID(required=True, description=f"{ORGANISATION}."),
        kind=enums.SuggestionKind(description="D’une nature seulement."),
    )
    cooperations = pages(
        CooperationConnection,
        keyed(api.cooperations, organisation="Organisation"),
        "Les flux qui existent entre organisations.",
        organisation=graphene.ID(description=f"{ORGANISATION} qui donne ou reçoit."),
        resource=text(RESOURCE),
    )
    lots = pages(
        LotConnection,
        keyed(api_lots.lots, buyer="Organisation"),
        "Les marchés avec des heures d’insertion, ceux qui cherchent quelqu’un d’abord.",
        status=enums.LotStatus(description="Dans cet état seulement."),
        service=text("Code d’un service ; ceux qu’il contient sont compris."),
        reserved=enums.Reservation(description="Réservés par cet article seulement."),
        buyer=graphene.ID(description=f"{ORGANISATION} qui achète."),
        epci=text("SIREN de l’intercommunalité où se fait le travail."),
    )
    why_not = why_not_field()
    season_plan = season_plan_field()

    @staticmethod
    def resolve_posting(_root: Any, info: graphene.ResolveInfo, id: str) -> Any:
        return load_one(info, api.postings_by_id, decode_as("Posting", id))
