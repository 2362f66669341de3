"""Closed lists of the pact, as enumerations."""

from typing import Any

import graphene
from django.db.models import TextChoices

from pacte import enums


def enum_of(choices: type[TextChoices], description: str) -> Any:
    """Make an enumeration of a closed list, each value described by its label."""

    def describe(member: Any) -> str:
        return str(choices(member.value).label) if member else description

    return graphene.Enum.from_enum(choices, description=describe)


ActionStatus = enum_of(enums.ActionStatus, "Avancement d’une action de la feuille de route.")
CommitmentStatus = enum_of(enums.CommitmentStatus, "Suivi d’un engagement.")
Counts = enum_of(enums.Counts, "Ce qu’un indicateur compte de lui-même.")
FigureStatus = enum_of(enums.FigureStatus, "Nature d’un chiffre.")
LabelFamily = enum_of(enums.LabelFamily, "Famille d’un label.")
LegalForm = enum_of(enums.LegalForm, "Forme juridique d’une organisation.")
LinkKind = enum_of(enums.LinkKind, "Nature d’un lien entre deux organisations.")
SiaeType = enum_of(enums.SiaeType, "Type de structure d’insertion par l’activité économique.")
ZoneKind = enum_of(enums.ZoneKind, "Nature d’une zone.")
