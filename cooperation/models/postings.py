"""Needs and offers."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin

from cooperation.enums import (
    ClosingOutcome,
    Direction,
    Logistics,
    Period,
    PostingStatus,
    PriceMode,
    Visibility,
)
from cooperation.matching.left import Left
from cooperation.models.flowing import FlowsOfPosting, left
from cooperation.models.validators import posting_errors, validate_resource
from cooperation.months import ALL_MONTHS
from cooperation.querysets import PostingQuerySet
from pacte.models import Action, Commune, Kind, Label, Organisation, Zone

POSITIVE = MinValueValidator(Decimal("0.001"))


class Posting(RevisionMixin, ClusterableModel):
    """An offer or a need of a resource: what, how much, when, where, who may answer."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="postings",
        verbose_name=_("organisation"),
    )
    direction = models.CharField(_("sens"), max_length=5, choices=Direction.choices)
    resource = models.CharField(_("ressource"), max_length=80, validators=[validate_resource])
    title = models.CharField(_("titre"), max_length=140)
    description = models.TextField(_("description"), blank=True, max_length=4000)
    quantity = models.DecimalField(
        _("quantité"),
        max_digits=14,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[POSITIVE],
    )
    minimum_lot = models.DecimalField(
        _("plus petite quantité utile"),
        max_digits=14,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[POSITIVE],
    )
    unit = models.CharField(_("unité"), max_length=20, blank=True)
    period = models.CharField(
        _("périodicité"), max_length=10, choices=Period.choices, default=Period.ONE_OFF
    )
    starts_on = models.DateField(_("à partir du"), null=True, blank=True)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(
        _("mois de l’année"), default=0, validators=[MaxValueValidator(ALL_MONTHS)]
    )
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        verbose_name=_("commune"),
        help_text=_("Vide : celle de l’organisation."),
    )
    max_distance_km = models.PositiveSmallIntegerField(
        _("distance maximale (km)"), null=True, blank=True
    )
    service_zones = ParentalManyToManyField(
        Zone, related_name="postings", verbose_name=_("zones desservies"), blank=True
    )
    labels = ParentalManyToManyField(
        Label,
        related_name="postings",
        verbose_name=_("labels"),
        blank=True,
        help_text=_("Tenus par l’offre, ou exigés par le besoin."),
    )
    kinds_may_answer = ParentalManyToManyField(
        Kind,
        related_name="+",
        verbose_name=_("qui peut répondre"),
        blank=True,
        help_text=_("Vide : toutes les organisations."),
    )
    price_mode = models.CharField(
        _("conditions"), max_length=12, choices=PriceMode.choices, default=PriceMode.NEGOTIABLE
    )
    price = models.DecimalField(
        _("prix par unité (€)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    logistics = models.CharField(
        _("logistique"), max_length=10, choices=Logistics.choices, blank=True
    )
    logistics_note = models.CharField(_("précisions logistiques"), max_length=300, blank=True)
    visibility = models.CharField(
        _("visible par"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    status = models.CharField(
        _("état"), max_length=15, choices=PostingStatus.choices, default=PostingStatus.DRAFT
    )
    published_on = models.DateField(_("publiée le"), null=True, blank=True, editable=False)
    expires_on = models.DateField(_("expire le"), null=True, blank=True, editable=False)
    reminded_on = models.DateField(_("rappel envoyé le"), null=True, blank=True, editable=False)
    closing = models.CharField(
        _("issue"), max_length=15, choices=ClosingOutcome.choices, blank=True, editable=False
    )
    is_fictitious = models.BooleanField(_("fictive (démonstration)"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="posting")
    flows = FlowsOfPosting()

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        verbose_name = _("annonce")
        verbose_name_plural = _("annonces")
        indexes = [models.Index(fields=["status", "direction", "resource"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on"))
                | models.Q(ends_on=None)
                | models.Q(starts_on=None),
                name="posting_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity=None) | ~models.Q(unit=""),
                name="posting_quantity_has_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> Any:
        """The revisions of the row, as Wagtail's mixin expects them."""
        return self._revisions

    @property
    def left(self) -> Left:
        """What is left of it once the cooperations that came of it are counted."""
        return left(self, self.flows)

    def clean(self) -> None:
        super().clean()
        if errors := posting_errors(self):
            raise ValidationError(errors)

    def get_absolute_url(self) -> str:
        return reverse("cooperation:posting", args=[self.pk])


class PostingMove(models.Model):
    """A move in the life of a posting: never changed, never deleted alone."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="moves")
    source = models.CharField(_("de"), max_length=15, choices=PostingStatus.choices, blank=True)
    target = models.CharField(_("vers"), max_length=15, choices=PostingStatus.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.TextField(_("mot"), blank=True)
    made_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("mouvement d’annonce")
        verbose_name_plural = _("mouvements d’annonce")

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class PostingContact(models.Model):
    """How to reach who posted: private, shown to the staff only, erasable."""

    posting = models.OneToOneField(Posting, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(_("nom du contact"), max_length=120)
    email = models.EmailField(_("adresse électronique"))
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("contact d’annonce")
        verbose_name_plural = _("contacts d’annonce")

    def __str__(self) -> str:
        return str(_("Contact de l’annonce %(pk)s") % {"pk": self.posting_id})


class Cooperation(models.Model):
    """A flow that really runs between two organisations."""

    giver = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="given_cooperations"
    )
    receiver = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="received_cooperations"
    )
    resource = models.CharField(_("ressource"), max_length=80, validators=[validate_resource])
    quantity = models.DecimalField(
        _("quantité"), max_digits=14, decimal_places=3, null=True, blank=True, validators=[POSITIVE]
    )
    unit = models.CharField(_("unité"), max_length=20, blank=True)
    period = models.CharField(
        _("périodicité"), max_length=10, choices=Period.choices, default=Period.YEAR
    )
    since = models.DateField(_("depuis"), null=True, blank=True)
    posting = models.ForeignKey(
        Posting, on_delete=models.SET_NULL, null=True, blank=True, related_name="cooperations"
    )
    introduction = models.ForeignKey(
        "cooperation.Introduction",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cooperations",
        verbose_name=_("mise en relation"),
    )
    agreement = models.OneToOneField(
        "cooperation.Agreement",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cooperation",
        verbose_name=_("déclaration d’où elle vient"),
    )
    action = models.ForeignKey(
        Action, on_delete=models.SET_NULL, null=True, blank=True, related_name="cooperations"
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_fictitious = models.BooleanField(_("fictive (démonstration)"), default=False)

    class Meta:
        ordering = ["giver__name", "receiver__name", "pk"]
        verbose_name = _("coopération")
        verbose_name_plural = _("coopérations")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("receiver")), name="cooperation_takes_two"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity=None) | ~models.Q(unit=""),
                name="cooperation_quantity_has_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"
