"""The roadmap: theme → objective → action → commitments and indicators."""

import graphene

from pacte import models
from pacte.graphql.fields import sized_list, to_one
from pacte.graphql.relay import Node, connection_of, register
from pacte.graphql.types.common import fictitious_field, url_field
from pacte.graphql.types.enums import ActionStatus, CommitmentStatus, Counts, FigureStatus
from pacte.graphql.types.organisations import Organisation
from pacte.graphql.types.scalars import Date, Decimal
from pacte.selectors.api import roadmap
from pacte.selectors.api.organisations import organisations_by_id


class Theme(graphene.ObjectType):
    """Thème du pacte, tête de la feuille de route."""

    class Meta:
        interfaces = [Node]

    code = graphene.String(required=True, description="Code stable, pour les filtres.")
    name = graphene.String(required=True, description="Nom.")
    summary = graphene.String(required=True, description="Présentation.")
    objectives = sized_list(lambda: Objective, roadmap.objectives_of, "Ses objectifs, en ordre.")


class Objective(graphene.ObjectType):
    """Ce qu’un thème du pacte veut atteindre."""

    class Meta:
        interfaces = [Node]

    title = graphene.String(required=True, description="Titre.")
    summary = graphene.String(required=True, description="Résumé.")
    theme = to_one(Theme, "theme_id", roadmap.themes_by_id, "Son thème.")
    actions = sized_list(lambda: Action, roadmap.actions_of, "Ses actions publiées.")


class Action(graphene.ObjectType):
    """Action de la feuille de route."""

    class Meta:
        interfaces = [Node]

    title = graphene.String(required=True, description="Titre.")
    slug = graphene.String(required=True, description="Dernière partie de l’adresse de sa page.")
    url = url_field()
    summary = graphene.String(required=True, description="L’action en une phrase.")
    status = graphene.Field(ActionStatus, required=True, description="Avancement.")
    starts_on = Date(description="Début.")
    ends_on = Date(description="Fin prévue.")
    is_fictitious = fictitious_field()
    objective = to_one(Objective, "objective_id", roadmap.objectives_by_id, "Son objectif.")
    pilot = to_one(
        Organisation, "pilot_id", organisations_by_id, "Organisation pilote, si elle est publiée."
    )
    commitments = sized_list(
        lambda: Commitment, roadmap.commitments_of, "Engagements d’organisations pour elle."
    )
    indicators = sized_list(lambda: Indicator, roadmap.indicators_of, "Ses indicateurs.")


class Commitment(graphene.ObjectType):
    """Ce qu’une organisation a promis de faire pour une action."""

    class Meta:
        interfaces = [Node]

    description = graphene.String(required=True, description="L’engagement.")
    status = graphene.Field(CommitmentStatus, required=True, description="Suivi.")
    made_on = Date(description="Date de l’engagement.")
    due_on = Date(description="Échéance.")
    is_fictitious = fictitious_field()
    action = to_one(Action, "action_id", roadmap.actions_by_id, "L’action qu’il sert.")
    organisation = to_one(
        Organisation, "organisation_id", organisations_by_id, "L’organisation qui s’engage."
    )


class Indicator(graphene.ObjectType):
    """Chiffre qu’une action fait bouger d’un départ vers une cible."""

    class Meta:
        interfaces = [Node]

    name = graphene.String(required=True, description="Nom.")
    unit = graphene.String(required=True, description="Unité.")
    baseline = Decimal(description="Valeur de départ.")
    target = Decimal(description="Cible.")
    target_date = Date(description="Échéance de la cible.")
    source = graphene.String(required=True, description="Source du chiffre.")
    counts = graphene.Field(Counts, required=True, description="Ce qu’il compte de lui-même.")
    is_fictitious = fictitious_field()
    action = to_one(Action, "action_id", roadmap.actions_by_id, "L’action qu’il suit.")
    values = sized_list(
        lambda: IndicatorValue, roadmap.values_of, "Ses valeurs, de la plus récente à l’ancienne."
    )


class IndicatorValue(graphene.ObjectType):
    """Valeur datée d’un indicateur."""

    date = Date(required=True, description="Date de la valeur.")
    value = Decimal(required=True, description="Valeur.")
    status = graphene.Field(FigureStatus, required=True, description="Nature du chiffre.")
    source = graphene.String(required=True, description="Source de la valeur.")


register(Theme, models.Theme, roadmap.themes_by_id)
register(Objective, models.Objective, roadmap.objectives_by_id)
register(Action, models.Action, roadmap.actions_by_id)
register(Commitment, models.Commitment, roadmap.commitments_by_id)
register(Indicator, models.Indicator, roadmap.indicators_by_id)

ThemeConnection = connection_of(Theme)
ActionConnection = connection_of(Action)
CommitmentConnection = connection_of(Commitment)
