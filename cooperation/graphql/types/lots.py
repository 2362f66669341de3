"""Contracts with integration hours, with what is estimated apart from what was done."""

from typing import Any

import graphene

from cooperation import models
from cooperation.graphql.types.enums import LotStatus, Reservation
from cooperation.graphql.types.resources import Resource, resource_of
from cooperation.graphql.types.suggestions import Suggestion
from cooperation.matching.social import Estimate
from cooperation.selectors import api_lots
from cooperation.selectors.lots import estimate_of
from pacte.graphql.fields import sized_list, to_one
from pacte.graphql.relay import Node, connection_of, register
from pacte.graphql.types.common import fictitious_field, url_field
from pacte.graphql.types.organisations import Organisation
from pacte.graphql.types.scalars import Date
from pacte.graphql.types.territories import Commune
from pacte.selectors.api.organisations import organisations_by_id
from pacte.selectors.api.territories import communes_by_id

COMMUNE = "Où ; sans précision, c’est la commune de l’acheteur."
FULL_TIME = "Équivalents temps plein sur la durée, en millièmes, arrondis par défaut."
SHORTEST = "Personnes en même temps, en millièmes, avec les contrats d’insertion les plus courts."


class LotEstimate(graphene.ObjectType):
    """Ce que demande un marché, estimé d’après ses heures et ses dates."""

    months = graphene.Int(description="Durée, en mois commencés.")
    monthly_hours = graphene.Int(description="Heures par mois, arrondies par excès.")
    full_time = graphene.Int(description=FULL_TIME)
    most_people = graphene.Int(description=SHORTEST)
    coefficient = graphene.Int(
        required=True,
        description="Heures d’une année à temps plein (article L3121-41 du code du travail).",
    )


class Lot(graphene.ObjectType):
    """Marché, ou lot d’un marché, qui demande des heures d’insertion."""

    class Meta:
        interfaces = [Node]

    title = graphene.String(required=True, description="Intitulé.")
    description = graphene.String(required=True, description="Description.")
    url = url_field()
    buyer = to_one(Organisation, "buyer_id", organisations_by_id, "Qui achète.")
    service = graphene.Field(Resource, required=True, description="Service demandé.")
    hours = graphene.Int(description="Heures d’insertion demandées, en tout.")
    starts_on = Date(description="Premier jour.")
    ends_on = Date(description="Dernier jour.")
    commune = to_one(Commune, "commune_id", communes_by_id, COMMUNE)
    reserved = graphene.Field(
        Reservation, description="À qui il est réservé ; rien s’il est ouvert."
    )
    status = graphene.Field(LotStatus, required=True, description="État.")
    estimate = graphene.Field(LotEstimate, required=True, description="Ce qui est estimé.")
    achieved_hours = graphene.Int(description="Heures réellement faites, déclarées.")
    achieved_people = graphene.Int(description="Personnes réellement employées, déclarées.")
    suggestions = sized_list(
        Suggestion, api_lots.suggestions_of, "Qui pourrait le faire, meilleures d’abord."
    )
    is_fictitious = fictitious_field()

    @staticmethod
    def resolve_service(root: models.Lot, _info: graphene.ResolveInfo) -> dict[str, Any]:
        return resource_of(root.service)

    @staticmethod
    def resolve_reserved(root: models.Lot, _info: graphene.ResolveInfo) -> str | None:
        return root.reserved or None

    @staticmethod
    def resolve_estimate(root: models.Lot, _info: graphene.ResolveInfo) -> Estimate:
        return estimate_of(root)


register(Lot, models.Lot, api_lots.lots_by_id)

LotConnection = connection_of(Lot)
