"""Closed lists of needs, offers and suggestions. The codes are the core's own."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    OFFER = "offer", _("Offre")
    NEED = "need", _("Besoin")


class Period(models.TextChoices):
    ONE_OFF = "one_off", _("une seule fois")
    WEEK = "week", _("par semaine")
    MONTH = "month", _("par mois")
    YEAR = "year", _("par an")


class PriceMode(models.TextChoices):
    GIFT = "gift", _("Don")
    SALE = "sale", _("Prix")
    EXCHANGE = "exchange", _("Échange")
    NEGOTIABLE = "negotiable", _("À convenir")


class Logistics(models.TextChoices):
    PICK_UP = "pick_up", _("À venir chercher")
    DELIVERY = "delivery", _("Livraison possible")
    EITHER = "either", _("Au choix")
    ON_SITE = "on_site", _("Sur place")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Tout le monde")
    MEMBERS = "members", _("Membres du réseau")


class PostingStatus(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    SUBMITTED = "submitted", _("Soumise à l’animation")
    CHANGES_ASKED = "changes_asked", _("À compléter")
    PUBLISHED = "published", _("Publiée")
    IN_DISCUSSION = "in_discussion", _("En discussion")
    AGREED = "agreed", _("Accord trouvé")
    FULFILLED = "fulfilled", _("Réalisée")
    WITHDRAWN = "withdrawn", _("Retirée")
    EXPIRED = "expired", _("Expirée")
    REFUSED = "refused", _("Refusée")


class SuggestionKind(models.TextChoices):
    DIRECT = "direct", _("Besoin et offre qui se répondent")
    CIRCULAR = "circular", _("Économie circulaire")
