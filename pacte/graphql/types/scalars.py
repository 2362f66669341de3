"""Scalars of the API, described in French."""

import graphene


class Date(graphene.Date):
    """Jour, au format ISO 8601 : « 2026-11-22 »."""


class DateTime(graphene.DateTime):
    """Moment, au format ISO 8601 avec le décalage horaire."""


class Decimal(graphene.Decimal):
    """Nombre décimal exact, transmis comme un texte avec un point : « 12.50 »."""
