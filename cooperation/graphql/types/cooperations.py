"""Flows that really run."""

import graphene

from cooperation import models
from cooperation.graphql.types.enums import Period
from cooperation.graphql.types.postings import Posting
from cooperation.graphql.types.resources import resource_field
from cooperation.selectors import api
from pacte.graphql.fields import to_one
from pacte.graphql.relay import Node, connection_of, register
from pacte.graphql.types.common import fictitious_field
from pacte.graphql.types.organisations import Organisation
from pacte.graphql.types.roadmap import Action
from pacte.graphql.types.scalars import Date, Decimal
from pacte.selectors.api.organisations import organisations_by_id
from pacte.selectors.api.roadmap import actions_by_id


class Cooperation(graphene.ObjectType):
    """Flux qui existe entre deux organisations."""

    class Meta:
        interfaces = [Node]

    giver = to_one(Organisation, "giver_id", organisations_by_id, "Qui donne.")
    receiver = to_one(Organisation, "receiver_id", organisations_by_id, "Qui reçoit.")
    resource = resource_field()
    quantity = Decimal(description="Quantité, dans l’unité et par période.")
    unit = graphene.String(required=True, description="Code de l’unité.")
    period = graphene.Field(Period, required=True, description="Périodicité de la quantité.")
    since = Date(description="Depuis quand.")
    posting = to_one(Posting, "posting_id", api.postings_by_id, "L’annonce d’où elle vient.")
    action = to_one(Action, "action_id", actions_by_id, "L’action qu’elle sert, si publiée.")
    source = graphene.String(required=True, description="D’où vient l’information.")
    is_fictitious = fictitious_field()


register(Cooperation, models.Cooperation, api.cooperations_by_id)

CooperationConnection = connection_of(Cooperation)
