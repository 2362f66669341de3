"""Closed lists of cooperation, as enumerations."""

from cooperation import enums
from pacte.graphql.types.enums import enum_of

Direction = enum_of(enums.Direction, "Sens d’une annonce.")
Logistics = enum_of(enums.Logistics, "Logistique d’une annonce.")
Period = enum_of(enums.Period, "Périodicité d’une quantité.")
PostingStatus = enum_of(enums.PostingStatus, "État d’une annonce.")
PriceMode = enum_of(enums.PriceMode, "Conditions d’une annonce.")
SuggestionKind = enum_of(enums.SuggestionKind, "Nature d’une suggestion.")
