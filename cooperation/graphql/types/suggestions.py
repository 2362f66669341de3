"""Suggestions of the engine, with all that explains them."""

from typing import Any

import graphene

from cooperation import models
from cooperation.graphql.types.enums import SuggestionKind
from cooperation.graphql.types.postings import Posting
from cooperation.graphql.types.resources import (
    Resource,
    Transformation,
    resource_field,
    resource_of,
    transformation_of,
)
from cooperation.selectors import api
from pacte.graphql.fields import to_one
from pacte.graphql.loaders import load_one
from pacte.graphql.relay import Node, connection_of, register
from pacte.graphql.types.organisations import Organisation
from pacte.graphql.types.scalars import DateTime
from pacte.selectors.api.organisations import organisations_by_id

EVIDENCE = "Les données sur lesquelles cela repose."
WANTED_BY = "wanted_by"


class Evidence(graphene.ObjectType):
    """Donnée sur laquelle repose un critère ou une vérification."""

    name = graphene.String(required=True, description="Ce que c’est.")
    values = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Ses valeurs ; aucune si la donnée manque.",
    )


class Criterion(graphene.ObjectType):
    """Points gagnés sur un critère."""

    code = graphene.String(required=True, description="Ce qui est noté.")
    points = graphene.Int(required=True, description="Points gagnés.")
    maximum = graphene.Int(required=True, description="Points possibles.")
    evidence = graphene.List(graphene.NonNull(Evidence), required=True, description=EVIDENCE)

    @staticmethod
    def resolve_evidence(root: dict[str, Any], _info: graphene.ResolveInfo) -> Any:
        return evidence_of(root)


class Check(graphene.ObjectType):
    """Ce que les deux parties ont à vérifier : une donnée manque, ou une règle s’applique."""

    code = graphene.String(required=True, description="Contrainte ou règle.")
    evidence = graphene.List(graphene.NonNull(Evidence), required=True, description=EVIDENCE)

    @staticmethod
    def resolve_evidence(root: dict[str, Any], _info: graphene.ResolveInfo) -> Any:
        return evidence_of(root)


class PathStep(graphene.ObjectType):
    """Étape du chemin, dans le graphe du réseau, qui appuie une suggestion."""

    kind = graphene.String(
        required=True, description="Ce qu’est l’étape : organisation, resource, transformation."
    )
    organisation = graphene.Field(Organisation, description="L’organisation, si c’en est une.")
    resource = graphene.Field(Resource, description="La ressource, si c’en est une.")
    transformation = graphene.Field(Transformation, description="Le savoir-faire, si c’en est un.")
    edge = graphene.String(description="Relation vers l’étape suivante ; rien pour la dernière.")

    @staticmethod
    def resolve_organisation(root: dict[str, Any], info: graphene.ResolveInfo) -> Any:
        is_one = root["kind"] == "organisation"
        return load_one(info, organisations_by_id, int(root["id"])) if is_one else None

    @staticmethod
    def resolve_resource(root: dict[str, Any], _info: graphene.ResolveInfo) -> Any:
        return resource_of(str(root["id"])) if root["kind"] == "resource" else None

    @staticmethod
    def resolve_transformation(root: dict[str, Any], _info: graphene.ResolveInfo) -> Any:
        is_one = root["kind"] == "transformation"
        return transformation_of(str(root["id"])) if is_one else None

    @staticmethod
    def resolve_edge(root: dict[str, Any], _info: graphene.ResolveInfo) -> str | None:
        return root["edge"] or None


class Suggestion(graphene.ObjectType):
    """Coopération proposée par le moteur. Ses critères font son score : c’est le calcul même."""

    class Meta:
        interfaces = [Node]

    kind = graphene.Field(SuggestionKind, required=True, description="Nature.")
    giver = to_one(Organisation, "giver_id", organisations_by_id, "Qui donne.")
    receiver = to_one(Organisation, "receiver_id", organisations_by_id, "Qui reçoit.")
    resource = resource_field()
    offer = to_one(Posting, "offer_id", api.postings_by_id, "L’offre d’où elle vient.")
    need = to_one(Posting, "need_id", api.postings_by_id, "Le besoin d’où elle vient.")
    transformation = graphene.Field(Transformation, description="Le savoir-faire en jeu.")
    parties = graphene.List(
        graphene.NonNull(Organisation),
        required=True,
        description="Toutes les organisations, en ordre : d’une chaîne, d’une boucle, d’un groupe.",
    )
    likelihood = graphene.Int(
        required=True, description="Vraisemblance, de 1 à 1000 ; 1000 si tout est déclaré."
    )
    is_declared = graphene.Boolean(
        required=True, description="Faux si une partie est seulement probable, d’après un métier."
    )
    score = graphene.Int(required=True, description="Somme des points des critères, de 0 à 1000.")
    criteria = graphene.List(
        graphene.NonNull(Criterion), required=True, description="Les critères notés, en ordre."
    )
    checks = graphene.List(
        graphene.NonNull(Check), required=True, description="Ce qui reste à vérifier."
    )
    path = graphene.List(
        graphene.NonNull(PathStep), required=True, description="Le chemin qui l’appuie."
    )
    is_put_forward = graphene.Boolean(
        required=True,
        description="Vrai si l’animation du pacte la met en avant : elle vient avant.",
    )
    version = graphene.String(required=True, description="Version des barèmes.")
    computed_at = DateTime(required=True, description="Moment du calcul.")

    @staticmethod
    def resolve_transformation(root: models.Suggestion, _info: graphene.ResolveInfo) -> Any:
        return transformation_of(root.transformation)

    @staticmethod
    def resolve_parties(root: models.Suggestion, info: graphene.ResolveInfo) -> Any:
        everyone = root.parties or [root.giver_id, root.receiver_id]
        return [load_one(info, organisations_by_id, pk) for pk in everyone]

    @staticmethod
    def resolve_score(root: models.Suggestion, _info: graphene.ResolveInfo) -> int:
        return sum(criterion["points"] for criterion in root.criteria)


def evidence_of(root: dict[str, Any]) -> list[dict[str, Any]]:
    """Spell the evidence of a criterion or of a check as named texts.

    Of those who want what is made, only how many: some of them told it to members alone.
    """
    given = dict(root.get("evidence") or {})
    if WANTED_BY in given:
        given[f"{WANTED_BY}_count"] = len(given.pop(WANTED_BY) or ())
    return [{"name": name, "values": _texts(value)} for name, value in given.items()]


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(item) for item in values if item is not None]


register(Suggestion, models.Suggestion, api.suggestions_by_id)

SuggestionConnection = connection_of(Suggestion)
