"""The closed lists of the pact. The codes are stored; the labels are shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    EPCI = "epci", _("Intercommunalité")
    COMPANY = "company", _("Entreprise")
    PRODUCER = "producer", _("Producteur")
    CATERING = "catering", _("Restauration collective")
    KITCHEN = "kitchen", _("Cuisine ou traiteur")
    MARKET = "market", _("Marché de gros")
    CRAFT = "craft", _("Artisanat et commerce")
    ESS = "ess", _("Structure de l’ESS")
    SIAE = "siae", _("Structure d’insertion (SIAE et apparentées)")
    CIRCULAR = "circular", _("Économie circulaire")
    EMPLOYMENT = "employment", _("Emploi et accompagnement")
    TRAINING = "training", _("Formation")
    CHAMBER = "chamber", _("Chambre ou fédération")
    PUBLIC = "public", _("Établissement public")
    RESEARCH = "research", _("Recherche et enseignement supérieur")


class OrganisationRole(models.TextChoices):
    SIGNATORY = "signatory", _("Signataire du pacte")
    PILOT = "pilot", _("Pilote du pacte")
    BUYER = "buyer", _("Acheteur avec clauses sociales")
    FUNDER = "funder", _("Financeur")
    HOST = "host", _("Propriétaire ou hôte de site")
    PRESCRIBER = "prescriber", _("Prescripteur de parcours")
    NETWORK = "network", _("Tête de réseau")


class SiaeType(models.TextChoices):
    EI = "ei", _("EI – entreprise d’insertion")
    AI = "ai", _("AI – association intermédiaire")
    ACI = "aci", _("ACI – atelier et chantier d’insertion")
    ETTI = "etti", _("ETTI – entreprise de travail temporaire d’insertion")
    EITI = "eiti", _("EITI – entreprise d’insertion par le travail indépendant")
    GEIQ = "geiq", _("GEIQ – groupement d’employeurs pour l’insertion et la qualification")
    EBE = "ebe", _("EBE – entreprise à but d’emploi")
    EA = "ea", _("EA – entreprise adaptée")
    EATT = "eatt", _("EATT – entreprise adaptée de travail temporaire")
    ESAT = "esat", _("ESAT – établissement et service d’accompagnement par le travail")


class LegalForm(models.TextChoices):
    ASSOCIATION = "association", _("Association")
    SCOP = "scop", _("SCOP")
    SCIC = "scic", _("SCIC")
    COOPERATIVE = "cooperative", _("Autre coopérative")
    MUTUAL = "mutual", _("Mutuelle")
    FOUNDATION = "foundation", _("Fondation")
    SOLE_TRADER = "sole_trader", _("Entreprise individuelle")
    EURL = "eurl", _("EURL")
    SARL = "sarl", _("SARL")
    SAS = "sas", _("SAS ou SASU")
    SA = "sa", _("SA")
    GAEC = "gaec", _("GAEC")
    EARL = "earl", _("EARL ou SCEA")
    LOCAL_AUTHORITY = "local_authority", _("Collectivité ou intercommunalité")
    PUBLIC_BODY = "public_body", _("Établissement public")
    OTHER = "other", _("Autre")


class LinkKind(models.TextChoices):
    CARRIED_BY = "carried_by", _("portée par")
    MEMBER_OF = "member_of", _("membre de")
    PARTNER_OF = "partner_of", _("partenaire de")


class LabelFamily(models.TextChoices):
    QUALITY = "quality", _("Qualité et origine alimentaires")
    ENVIRONMENT = "environment", _("Environnement")
    SOCIAL = "social", _("Social et solidaire")


class ZoneKind(models.TextChoices):
    PACT = "pact", _("Périmètre du pacte")
    PLIE = "plie", _("Périmètre du PLIE")
    EPCI = "epci", _("Intercommunalité")
    EXPERIMENT = "experiment", _("Territoire d’expérimentation")
    CUSTOM = "custom", _("Zone ad hoc")


class ActionStatus(models.TextChoices):
    PLANNED = "planned", _("À lancer")
    ONGOING = "ongoing", _("En cours")
    DONE = "done", _("Terminée")
    PAUSED = "paused", _("En pause")
    STOPPED = "stopped", _("Abandonnée")


class CommitmentStatus(models.TextChoices):
    ANNOUNCED = "announced", _("Annoncé")
    ONGOING = "ongoing", _("En cours")
    KEPT = "kept", _("Tenu")
    DROPPED = "dropped", _("Abandonné")


class FigureStatus(models.TextChoices):
    DECLARED = "declared", _("Déclaré")
    ESTIMATED = "estimated", _("Estimé")
    VERIFIED = "verified", _("Vérifié")


class Counts(models.TextChoices):
    """What makes an indicator move by itself: nothing, unless the staff say so."""

    HAND = "hand", _("Rien : les valeurs sont saisies à la main")
    COOPERATIONS = "cooperations", _("Les coopérations conclues")
    ONCE = "once", _("Les quantités données une seule fois")
    MONTH = "month", _("Les quantités qui reviennent, par mois")
    QUARTER = "quarter", _("Les quantités qui reviennent, par trimestre")
    YEAR = "year", _("Les quantités qui reviennent, par an")

    @property
    def is_quantity(self) -> bool:
        """Whether it adds up quantities, which asks for a unit."""
        return self not in {Counts.HAND, Counts.COOPERATIONS}


class MembershipRole(models.TextChoices):
    MEMBER = "member", _("Membre")
    MANAGER = "manager", _("Gestionnaire de l’organisation")


class ClaimStatus(models.TextChoices):
    WAITING = "waiting", _("À confirmer")
    CONFIRMED = "confirmed", _("Confirmée")
    REFUSED = "refused", _("Refusée")
    WITHDRAWN = "withdrawn", _("Retirée")


class Rhythm(models.TextChoices):
    """How often a kind of notification leaves by e-mail."""

    IMMEDIATE = "immediate", _("tout de suite")
    DAILY = "daily", _("une fois par jour")
    WEEKLY = "weekly", _("une fois par semaine")
    NONE = "none", _("jamais")


class NotificationKind(models.TextChoices):
    POSTING = "posting", _("La vie de mes annonces")
    INTRODUCTION = "introduction", _("Les mises en relation")
    MESSAGE = "message", _("Les messages reçus")
    FOLLOW_UP = "follow_up", _("Les suites d’une mise en relation")
    SUGGESTION = "suggestion", _("Les nouvelles suggestions")
    CALL = "call", _("Les appels à la solidarité")
    MEMBERSHIP = "membership", _("Les membres de mon organisation")
    MODERATION = "moderation", _("Ce qui attend l’animation")
