"""Why a posting has no other answer: the nearest misses, and the smallest change for each."""

from typing import Any

import graphene
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cooperation.graphql.types.enums import Direction
from cooperation.graphql.types.postings import Posting
from cooperation.graphql.types.resources import (
    Resource,
    Transformation,
    resource_of,
    transformation_of,
)
from cooperation.selectors import api, why_not
from cooperation.wording.why_not import MissCard
from pacte.graphql.ids import decode_as
from pacte.graphql.loaders import load_one
from pacte.graphql.types.organisations import Organisation
from pacte.selectors.api.organisations import organisations_by_id

MOST = 20
DEFAULT = 10


class NearMissChange(graphene.ObjectType):
    """Changement nécessaire pour qu’une offre et un besoin se répondent."""

    code = graphene.String(required=True, description="Ce qui changerait.")
    side = graphene.Field(Direction, required=True, description="Qui changerait.")
    effort = graphene.Int(required=True, description="Effort estimé, en points.")
    before = graphene.String(description="Valeur actuelle.")
    after = graphene.String(description="Valeur qui suffirait.")
    text = graphene.String(required=True, description="Le changement en français.")


class NearMissOutcome(graphene.ObjectType):
    """Réponse d’une condition."""

    code = graphene.String(required=True, description="La condition.")
    verdict = graphene.String(required=True, description="ok, fails ou unknown.")


class NearMiss(graphene.ObjectType):
    """Occasion manquée de peu, avec le plus petit changement qui suffirait."""

    giver = graphene.Field(Organisation, description="Qui donnerait.")
    receiver = graphene.Field(Organisation, description="Qui recevrait.")
    offer = graphene.Field(Posting, description="L’offre ; rien si c’est un savoir-faire.")
    need = graphene.Field(Posting, description="Le besoin ; rien si c’est un savoir-faire.")
    offered = graphene.Field(Resource, required=True, description="Ce qui est proposé.")
    wanted = graphene.Field(Resource, required=True, description="Ce qui est recherché.")
    transformation = graphene.Field(Transformation, description="Le savoir-faire en jeu.")
    effort = graphene.Int(required=True, description="Effort de tous les changements, en points.")
    score = graphene.Int(required=True, description="Points qu’aurait la suggestion, sur 1000.")
    metres = graphene.Int(description="Distance, en mètres.")
    is_declared = graphene.Boolean(
        required=True, description="Faux si un côté n’est que probable, d’après son métier."
    )
    changes = graphene.List(
        graphene.NonNull(NearMissChange), required=True, description="Tous sont nécessaires."
    )
    outcomes = graphene.List(
        graphene.NonNull(NearMissOutcome), required=True, description="Toutes les conditions."
    )

    @staticmethod
    def resolve_giver(root: MissCard, info: graphene.ResolveInfo) -> Any:
        return load_one(info, organisations_by_id, root.miss.giver_id)

    @staticmethod
    def resolve_receiver(root: MissCard, info: graphene.ResolveInfo) -> Any:
        return load_one(info, organisations_by_id, root.miss.receiver_id)

    @staticmethod
    def resolve_offer(root: MissCard, info: graphene.ResolveInfo) -> Any:
        return load_one(info, api.postings_by_id, root.miss.offer_id)

    @staticmethod
    def resolve_need(root: MissCard, info: graphene.ResolveInfo) -> Any:
        return load_one(info, api.postings_by_id, root.miss.need_id)

    @staticmethod
    def resolve_offered(root: MissCard, _info: graphene.ResolveInfo) -> Any:
        return resource_of(root.miss.offered)

    @staticmethod
    def resolve_wanted(root: MissCard, _info: graphene.ResolveInfo) -> Any:
        return resource_of(root.miss.wanted)

    @staticmethod
    def resolve_transformation(root: MissCard, _info: graphene.ResolveInfo) -> Any:
        return transformation_of(root.miss.transformation)

    @staticmethod
    def resolve_effort(root: MissCard, _info: graphene.ResolveInfo) -> int:
        return root.miss.effort

    @staticmethod
    def resolve_score(root: MissCard, _info: graphene.ResolveInfo) -> int:
        return root.miss.score

    @staticmethod
    def resolve_metres(root: MissCard, _info: graphene.ResolveInfo) -> int | None:
        return root.miss.metres

    @staticmethod
    def resolve_is_declared(root: MissCard, _info: graphene.ResolveInfo) -> bool:
        return not root.is_probable

    @staticmethod
    def resolve_changes(root: MissCard, _info: graphene.ResolveInfo) -> list[dict[str, Any]]:
        return [
            {
                "code": str(change.code),
                "side": str(change.side),
                "effort": change.effort,
                "before": _text(change.before),
                "after": _text(change.after),
                "text": text,
            }
            for change, text in zip(root.miss.changes, root.changes, strict=True)
        ]

    @staticmethod
    def resolve_outcomes(root: MissCard, _info: graphene.ResolveInfo) -> list[dict[str, str]]:
        return [{"code": row.code, "verdict": str(row.verdict)} for row in root.miss.outcomes]


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return ", ".join(str(item) for item in value) if isinstance(value, tuple) else str(value)


class NearMissConnection(graphene.ObjectType):
    """Ce qui manque de peu pour qu’une annonce ait une réponse de plus."""

    looked_at = graphene.Int(required=True, description="Possibilités examinées.")
    matching = graphene.Int(required=True, description="Celles qui conviennent déjà.")
    nodes = graphene.List(
        graphene.NonNull(NearMiss), required=True, description="La plus facile d’abord."
    )

    @staticmethod
    def resolve_nodes(root: why_not.Answer, _info: graphene.ResolveInfo) -> list[MissCard]:
        return root.cards


def _resolve(_root: Any, _info: Any, posting: str, first: int | None = None) -> Any:
    """Answer for a public posting, as any visitor would be answered."""
    ident = decode_as("Posting", posting)
    found = api.postings_by_id([ident]).get(ident)
    if found is None:
        return None
    limit = DEFAULT if first is None else max(0, min(first, MOST))
    today = timezone.localdate()
    return why_not.of_posting(found, user=AnonymousUser(), today=today, limit=limit)


def why_not_field() -> graphene.Field:
    """Make the field where it is declared: its place does not depend on who imports this first."""
    return graphene.Field(
        NearMissConnection,
        posting=graphene.ID(
            required=True, description="Identifiant global d’une annonce publique."
        ),
        first=graphene.Int(
            description=f"Nombre au plus, de 0 à {MOST} ({DEFAULT} sans précision)."
        ),
        resolver=_resolve,
        description="Pourquoi pas ? Ce qui manque de peu pour répondre à une annonce publique.",
    )
