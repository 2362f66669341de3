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
    PAUSED = "paused", _("En pause")
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


class ClosingOutcome(models.TextChoices):
    """Why an author closes a posting."""

    FOUND_HERE = "found_here", _("Trouvé grâce à la plateforme")
    FOUND_ELSEWHERE = "found_elsewhere", _("Trouvé autrement")
    NOT_NEEDED = "not_needed", _("Plus d’actualité")
    NO_ANSWER = "no_answer", _("Aucune réponse utile")


class AmendmentStatus(models.TextChoices):
    """What becomes of a change to a published posting."""

    WAITING = "waiting", _("À relire")
    CHANGES_ASKED = "changes_asked", _("À compléter")
    ACCEPTED = "accepted", _("Acceptée")
    REFUSED = "refused", _("Refusée")
    WITHDRAWN = "withdrawn", _("Retirée")


class Decision(models.TextChoices):
    """What an organisation says of a suggestion without asking to be put in touch."""

    LATER = "later", _("Plus tard")
    REFUSED = "refused", _("Pas pour nous")


class Mark(models.TextChoices):
    """What the staff say of a suggestion."""

    FORWARD = "forward", _("Mise en avant")
    ASIDE = "aside", _("Écartée")


class MarkMove(models.TextChoices):
    """What the staff said of a suggestion, one after the other."""

    FORWARD = "forward", _("Mise en avant")
    ASIDE = "aside", _("Écartée")
    WITHDRAWN = "withdrawn", _("Avis retiré")


class IntroductionStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposée")
    SEEN = "seen", _("Vue")
    ACCEPTED_ONE = "accepted_one", _("Acceptée par une partie")
    ACCEPTED = "accepted", _("Acceptée : les contacts sont échangés")
    AGREED = "agreed", _("Coopération conclue")
    NO_FOLLOW_UP = "no_follow_up", _("Sans suite")
    REFUSED = "refused", _("Refusée")
    WITHDRAWN = "withdrawn", _("Retirée")
    EXPIRED = "expired", _("Restée sans réponse")


class PartyRole(models.TextChoices):
    """The place of an organisation in an introduction."""

    ASKER = "asker", _("A demandé")
    ANSWERER = "answerer", _("Est sollicitée")


class FollowUpAnswer(models.TextChoices):
    YES = "yes", _("Oui, nous coopérons")
    NOT_YET = "not_yet", _("Pas encore, nous en parlons")
    NO = "no", _("Non, cela ne se fera pas")


class AgreementStatus(models.TextChoices):
    """What becomes of a cooperation that one side declares."""

    WAITING = "waiting", _("À confirmer par l’autre partie")
    CONFIRMED = "confirmed", _("Confirmée")
    CONTESTED = "contested", _("Contestée")
    WITHDRAWN = "withdrawn", _("Retirée")


class Uncounted(models.TextChoices):
    """Why an indicator that counts is not moved by a cooperation that serves its action."""

    FICTITIOUS = "fictitious", _("la coopération est fictive, l’indicateur ne l’est pas.")
    NO_QUANTITY = "no_quantity", _("la coopération ne dit pas de quantité.")
    RHYTHM = (
        "rhythm",
        _("une quantité donnée une fois ne s’ajoute pas à ce qui revient, ni l’inverse."),
    )
    UNIT = "unit", _("aucune conversion ne mène de l’unité de la coopération à la sienne.")
    TOO_SMALL = "too_small", _("la quantité est trop petite pour se voir dans son unité.")
    TOO_LARGE = "too_large", _("la quantité est trop grande pour être juste : à vérifier.")


class CallKind(models.TextChoices):
    """What a solidarity call asks of the signatories."""

    VISIT = "visit", _("Visite de site")
    MENTORING = "mentoring", _("Mentorat ou mécénat de compétences")
    SECOND_WORKS = "second_works", _("Second œuvre et petits travaux")
    JOBS = "jobs", _("Emplois à préserver ou à proposer")
    EQUIPMENT = "equipment", _("Don de matériel")
    OTHER = "other", _("Autre demande")


class CallStatus(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    OPEN = "open", _("Ouvert")
    ENDED = "ended", _("Date passée")
    CLOSED = "closed", _("Clos")
    STOPPED = "stopped", _("Arrêté par l’animation")


class CallAnswer(models.TextChoices):
    YES = "yes", _("Oui")
    MAYBE = "maybe", _("Peut-être, parlons-en")
    NO = "no", _("Pas cette fois")
