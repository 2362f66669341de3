"""Needs and offers. The contact of a posting is not a field, whoever asks."""

from typing import Any

import graphene

from cooperation import models
from cooperation.graphql.types.enums import Direction, Logistics, Period, PostingStatus, PriceMode
from cooperation.graphql.types.resources import resource_field
from cooperation.months import from_mask
from cooperation.selectors import api
from pacte.graphql.fields import short_list, to_one
from pacte.graphql.loaders import load_one
from pacte.graphql.relay import Node, connection_of, register
from pacte.graphql.types.common import fictitious_field, url_field
from pacte.graphql.types.organisations import Organisation
from pacte.graphql.types.reference import Kind, Label
from pacte.graphql.types.scalars import Date, Decimal
from pacte.graphql.types.territories import Commune, Zone
from pacte.selectors.api.organisations import organisations_by_id
from pacte.selectors.api.territories import communes_by_id

COMMUNE = "Où ; sans précision, c’est la commune de l’organisation."
MONTHS = "Mois de l’année concernés, de 1 à 12 ; vide si ce n’est pas précisé."

LEFT = (
    "Ce qui reste de la quantité une fois comptées les coopérations confirmées, dans la même unité et par "
    "période ; la quantité entière si ce qui est convenu ne s’y compare pas."
)


class Posting(graphene.ObjectType):
    """Annonce publique : offre ou besoin d’une ressource."""

    class Meta:
        interfaces = [Node]

    direction = graphene.Field(Direction, required=True, description="Offre ou besoin.")
    title = graphene.String(required=True, description="Titre.")
    description = graphene.String(required=True, description="Description.")
    url = url_field()
    organisation = to_one(Organisation, "organisation_id", organisations_by_id, "Qui la publie.")
    resource = resource_field()
    quantity = Decimal(description="Quantité, dans l’unité et par période.")
    quantity_left = Decimal(description=LEFT)
    minimum_lot = Decimal(description="Plus petite quantité utile.")
    unit = graphene.String(required=True, description="Code de l’unité.")
    period = graphene.Field(Period, required=True, description="Périodicité de la quantité.")
    starts_on = Date(description="Premier jour.")
    ends_on = Date(description="Dernier jour.")
    months = graphene.List(graphene.NonNull(graphene.Int), required=True, description=MONTHS)
    commune = to_one(Commune, "commune_id", communes_by_id, COMMUNE)
    max_distance_km = graphene.Int(description="Distance maximale, en kilomètres.")
    service_zones = short_list(Zone, api.service_zones_of, "Zones desservies.")
    labels = short_list(Label, api.labels_of, "Labels tenus par l’offre, exigés par le besoin.")
    kinds_may_answer = short_list(
        Kind, api.kinds_may_answer_of, "Qui peut répondre ; vide : toutes les organisations."
    )
    price_mode = graphene.Field(PriceMode, required=True, description="Conditions.")
    price = Decimal(description="Prix par unité, en euros.")
    logistics = graphene.Field(Logistics, description="Logistique.")
    logistics_note = graphene.String(required=True, description="Précisions logistiques.")
    status = graphene.Field(PostingStatus, required=True, description="État.")
    published_on = Date(description="Date de publication.")
    is_fictitious = fictitious_field()

    @staticmethod
    def resolve_months(root: models.Posting, _info: graphene.ResolveInfo) -> Any:
        return from_mask(root.months)

    @staticmethod
    def resolve_quantity_left(root: models.Posting, info: graphene.ResolveInfo) -> Any:
        return load_one(info, api.quantity_left_of, root.pk)

    @staticmethod
    def resolve_logistics(root: models.Posting, _info: graphene.ResolveInfo) -> str | None:
        return root.logistics or None


register(Posting, models.Posting, api.postings_by_id)

PostingConnection = connection_of(Posting)
