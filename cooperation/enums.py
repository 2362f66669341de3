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
    DEDUCED = "deduced", _("Probable, d’après le métier")
    CIRCULAR = "circular", _("Économie circulaire")
    CHAIN = "chain", _("Chaîne circulaire")
    LOOP = "loop", _("Boucle circulaire")
    STRUCTURAL = "structural", _("Piste par le réseau")
    SOCIAL = "social", _("Achat socialement responsable")


class Reservation(models.TextChoices):
    """Who a contract is reserved for, in the public procurement code."""

    DISABILITY = "disability", _("Réservé aux EA et ESAT (article L2113-12)")
    SIAE = "siae", _("Réservé aux SIAE (article L2113-13)")
    ESS = "ess", _("Réservé aux entreprises de l’ESS (article L2113-15)")


class LotStatus(models.TextChoices):
    OPEN = "open", _("Ouvert")
    AWARDED = "awarded", _("Attribué")
    DONE = "done", _("Terminé")
    CANCELLED = "cancelled", _("Annulé")


class AmendedFile(models.TextChoices):
    """What an amendment of the knowledge is about."""

    RESOURCE = "resource", _("Ressource")
    TRANSFORMATION = "transformation", _("Savoir-faire")
    TRADE = "trade", _("Métier")


class AmendmentAction(models.TextChoices):
    ADD = "add", _("Ajout")
    CHANGE = "change", _("Modification")
    REMOVE = "remove", _("Retrait")


class OutcomeKind(models.TextChoices):
    CONCLUDED = "concluded", _("Coopération conclue")
    REFUSED = "refused", _("Refusée")


class RefusalReason(models.TextChoices):
    TOO_FAR = "too_far", _("Trop loin")
    QUANTITY = "quantity", _("Quantité")
    PRICE = "price", _("Prix")
    TIMING = "timing", _("Calendrier")
    QUALITY = "quality", _("Qualité")
    NOT_MY_TRADE = "not_my_trade", _("Pas mon métier")
    ALREADY_SUPPLIED = "already_supplied", _("Déjà fourni")
    OTHER = "other", _("Autre")


class WeightsStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposé")
    REFUSED = "refused", _("Refusé")
    IN_FORCE = "in_force", _("En vigueur")
    REPLACED = "replaced", _("Remplacé")


class WorkState(models.TextChoices):
    """State of a long work."""

    WAITING = "waiting", _("En attente")
    RUNNING = "running", _("En cours")
    DONE = "done", _("Terminé")
    FAILED = "failed", _("Échoué")
    CANCELLED = "cancelled", _("Annulé")
