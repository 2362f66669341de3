"""Contracts with integration hours, and what social structures can do."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperation.enums import LotStatus, Reservation
from cooperation.models.validators import validate_service
from pacte.models import Action, Commune, Organisation

AT_LEAST_ONE = MinValueValidator(1)


class ServiceCapacity(models.Model):
    """How many hours of a service a social structure can do each month, as declared."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="service_capacities",
        verbose_name=_("organisation"),
    )
    service = models.CharField(_("service"), max_length=80, validators=[validate_service])
    monthly_hours = models.PositiveIntegerField(
        _("heures par mois"), null=True, blank=True, validators=[AT_LEAST_ONE]
    )
    people = models.PositiveIntegerField(
        _("personnes"), null=True, blank=True, validators=[AT_LEAST_ONE]
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_fictitious = models.BooleanField(_("fictive (démonstration)"), default=False)

    class Meta:
        ordering = ["organisation__name", "service"]
        verbose_name = _("capacité de service")
        verbose_name_plural = _("capacités de service")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "service"], name="one_service_capacity_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} : {self.service}"


class Lot(models.Model):
    """A contract, or a lot of one, that asks hours of work for people in integration."""

    buyer = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="lots", verbose_name=_("acheteur")
    )
    title = models.CharField(_("intitulé"), max_length=200)
    description = models.TextField(_("description"), blank=True, max_length=4000)
    service = models.CharField(_("service"), max_length=80, validators=[validate_service])
    hours = models.PositiveIntegerField(
        _("heures d’insertion demandées"), null=True, blank=True, validators=[AT_LEAST_ONE]
    )
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin"), null=True, blank=True)
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lots",
        verbose_name=_("commune"),
        help_text=_("Vide : celle de l’acheteur."),
    )
    reserved = models.CharField(
        _("réservation"), max_length=12, choices=Reservation.choices, blank=True
    )
    status = models.CharField(
        _("état"), max_length=12, choices=LotStatus.choices, default=LotStatus.OPEN
    )
    achieved_hours = models.PositiveIntegerField(
        _("heures réellement faites"), null=True, blank=True
    )
    achieved_people = models.PositiveIntegerField(
        _("personnes réellement employées"), null=True, blank=True
    )
    action = models.ForeignKey(
        Action, on_delete=models.SET_NULL, null=True, blank=True, related_name="lots"
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_fictitious = models.BooleanField(_("fictif (démonstration)"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("marché ou lot")
        verbose_name_plural = _("marchés et lots")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on"))
                | models.Q(ends_on=None)
                | models.Q(starts_on=None),
                name="lot_ends_after_its_start",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cooperation:lot", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("La fin ne peut pas précéder le début.")})
