"""A public season's plan: who could supply which kitchen, month by month."""

import uuid
from typing import Any

import graphene
from django.contrib.auth.models import AnonymousUser

from cooperation.graphql.types.enums import WorkState
from cooperation.graphql.types.resources import Resource, resource_of
from cooperation.matching.allocate.season.gaps import Gap, Lead
from cooperation.matching.allocate.season.summary import Tally
from cooperation.selectors import season_plans
from cooperation.selectors.season_views import PlanView, plan_view
from pacte.graphql.loaders import load_one
from pacte.graphql.types.organisations import Organisation
from pacte.selectors.api.organisations import organisations_by_id

GRAMS = 1000


def _kilos(name: str, description: str) -> graphene.Field:
    """Give a weight of a tally, in kilogrammes."""

    def resolve(root: Any, _info: graphene.ResolveInfo) -> float:
        return float(getattr(root, name)) / GRAMS

    return graphene.Field(graphene.Float, required=True, resolver=resolve, description=description)


class SeasonTally(graphene.ObjectType):
    """Ce qui est demandé et ce qui est servi, en kilogrammes."""

    wanted = _kilos("wanted", "Demandé.")
    served = _kilos("served", "Servi.")
    local = _kilos("local", "Servi d’assez près pour compter comme local.")
    quality = _kilos("quality", "Durable et de qualité, biologique compris.")
    organic = _kilos("organic", "Biologique.")


class SeasonCell(graphene.ObjectType):
    """Un produit, un mois."""

    product = graphene.Field(Resource, required=True, description="Produit demandé.")
    month = graphene.String(required=True, description="Mois, ISO 8601 : 2026-12.")
    tally = graphene.Field(SeasonTally, required=True, description="Quantités.")


class SeasonLead(graphene.ObjectType):
    """Une organisation qui pourrait répondre à un manque."""

    organisation = graphene.Field(Organisation, description="L’organisation.")
    by = graphene.String(required=True, description="Code du métier ou du savoir-faire.")
    points = graphene.Int(required=True, description="Vraisemblance, de 1 à 1000.")
    metres = graphene.Int(description="Distance à la cuisine à qui il manque le plus, en mètres.")

    @staticmethod
    def resolve_organisation(root: Lead, info: graphene.ResolveInfo) -> Any:
        return load_one(info, organisations_by_id, root.actor_id)


class SeasonGap(graphene.ObjectType):
    """Ce qui manque d’un produit, et qui pourrait y répondre."""

    product = graphene.Field(Resource, required=True, description="Produit demandé.")
    missing = graphene.Float(required=True, description="Ce qui manque, en kilogrammes.")
    growers = graphene.List(
        graphene.NonNull(SeasonLead), required=True, description="Qui pourrait le produire."
    )
    makers = graphene.List(
        graphene.NonNull(SeasonLead), required=True, description="Qui pourrait le transformer."
    )

    @staticmethod
    def resolve_product(root: Gap, _info: graphene.ResolveInfo) -> Any:
        return resource_of(root.product)

    @staticmethod
    def resolve_missing(root: Gap, _info: graphene.ResolveInfo) -> float:
        return root.grams / GRAMS


class SeasonPlan(graphene.ObjectType):
    """Plan de saison de la restauration, public."""

    title = graphene.String(required=True, description="Titre.")
    url = graphene.String(required=True, description="Adresse de la page.")
    state = graphene.Field(WorkState, required=True, description="État du calcul.")
    progress = graphene.Int(required=True, description="Avancement, de 0 à 100.")
    version = graphene.String(required=True, description="Version des barèmes.")
    months = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Mois, ISO 8601."
    )
    total = graphene.Field(SeasonTally, description="Tout ; rien tant que le calcul dure.")
    coverage = graphene.List(
        graphene.NonNull(SeasonCell), required=True, description="Produit par produit et par mois."
    )
    gaps = graphene.List(
        graphene.NonNull(SeasonGap), required=True, description="Ce qui manque, le plus d’abord."
    )

    @staticmethod
    def resolve_title(root: PlanView, _info: graphene.ResolveInfo) -> str:
        return root.plan.title

    @staticmethod
    def resolve_url(root: PlanView, info: graphene.ResolveInfo) -> str:
        return f"{info.context.base_url}{root.plan.get_absolute_url()}"

    @staticmethod
    def resolve_state(root: PlanView, _info: graphene.ResolveInfo) -> str:
        return root.plan.state

    @staticmethod
    def resolve_progress(root: PlanView, _info: graphene.ResolveInfo) -> int:
        return root.plan.progress

    @staticmethod
    def resolve_version(root: PlanView, _info: graphene.ResolveInfo) -> str:
        return root.plan.version

    @staticmethod
    def resolve_months(root: PlanView, _info: graphene.ResolveInfo) -> list[str]:
        return [str(month) for month in root.parameters.months]

    @staticmethod
    def resolve_total(root: PlanView, _info: graphene.ResolveInfo) -> Tally | None:
        return root.result.figures.total if root.result else None

    @staticmethod
    def resolve_coverage(root: PlanView, _info: graphene.ResolveInfo) -> list[dict[str, Any]]:
        if root.result is None:
            return []
        months = root.result.months
        return [
            {"product": resource_of(code), "month": months[month], "tally": tally}
            for (code, month), tally in root.result.figures.cells.items()
        ]

    @staticmethod
    def resolve_gaps(root: PlanView, _info: graphene.ResolveInfo) -> list[Gap]:
        return list(root.result.gaps) if root.result else []


def _season_plan(_root: Any, _info: graphene.ResolveInfo, token: uuid.UUID) -> PlanView | None:
    """Find a public plan: the API knows visitors only."""
    visitor = AnonymousUser()
    plan = season_plans.plan_for(token, visitor)
    return plan_view(plan, visitor) if plan else None


def season_plan_field() -> graphene.Field:
    """Make the field where it is declared: its place does not depend on who imports this first."""
    return graphene.Field(
        SeasonPlan,
        token=graphene.UUID(required=True, description="Identifiant du plan, dans son adresse."),
        resolver=_season_plan,
        description="Un plan de saison public, ou rien.",
    )
