"""Closed lists of cooperation, as enumerations."""

from cooperation import enums
from pacte.graphql.types.enums import enum_of

Direction = enum_of(enums.Direction, "Sens d’une annonce.")
Logistics = enum_of(enums.Logistics, "Logistique d’une annonce.")
LotStatus = enum_of(enums.LotStatus, "État d’un marché.")
Period = enum_of(enums.Period, "Périodicité d’une quantité.")
PostingStatus = enum_of(enums.PostingStatus, "État d’une annonce.")
PriceMode = enum_of(enums.PriceMode, "Conditions d’une annonce.")
Reservation = enum_of(enums.Reservation, "À qui un marché est réservé.")
SuggestionKind = enum_of(enums.SuggestionKind, "Nature d’une suggestion.")
WorkState = enum_of(enums.WorkState, "État d’un long calcul.")
