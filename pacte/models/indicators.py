"""Indicators of the roadmap and their dated values."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from pacte.enums import Counts, FigureStatus
from pacte.models.roadmap import Action


class Indicator(ClusterableModel):
    """A figure that an action moves from a baseline towards a target."""

    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, related_name="indicators", verbose_name=_("action")
    )
    name = models.CharField(_("nom"), max_length=160)
    unit = models.CharField(_("unité"), max_length=40)
    baseline = models.DecimalField(
        _("valeur de départ"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    target = models.DecimalField(_("cible"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_date = models.DateField(_("échéance de la cible"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    counts = models.CharField(
        _("ce qu’il compte de lui-même"),
        max_length=12,
        choices=Counts.choices,
        default=Counts.HAND,
        help_text=_(
            "Les coopérations qui servent l’action le font alors bouger, à partir de maintenant."
        ),
    )
    counted_unit = models.CharField(
        _("unité dans laquelle il compte"),
        max_length=20,
        blank=True,
        help_text=_("Pour les quantités seulement."),
    )
    is_fictitious = models.BooleanField(_("fictif (démonstration)"), default=False)

    class Meta:
        ordering = ["action", "name", "pk"]
        verbose_name = _("indicateur")
        verbose_name_plural = _("indicateurs")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        counts = Counts(self.counts) if self.counts in Counts.values else Counts.HAND
        if not counts.is_quantity:
            self.counted_unit = ""
        elif not self.counted_unit:
            raise ValidationError(
                {"counted_unit": _("Dites dans quelle unité l’indicateur compte les quantités.")}
            )


class IndicatorValue(models.Model):
    """A value of an indicator on a date, and how sure it is.

    People enter one a date at most; what the site counts has a key, and comes beside.
    """

    indicator = ParentalKey(
        Indicator, on_delete=models.CASCADE, related_name="values", verbose_name=_("indicateur")
    )
    date = models.DateField(_("date"))
    value = models.DecimalField(_("valeur"), max_digits=14, decimal_places=2)
    status = models.CharField(
        _("nature du chiffre"),
        max_length=10,
        choices=FigureStatus.choices,
        default=FigureStatus.DECLARED,
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    key = models.CharField(max_length=80, blank=True, default="", editable=False)

    class Meta:
        ordering = ["indicator", "date", "pk"]
        verbose_name = _("valeur d’indicateur")
        verbose_name_plural = _("valeurs d’indicateur")
        constraints = [
            models.UniqueConstraint(fields=["indicator", "date", "key"], name="one_value_a_date"),
            models.UniqueConstraint(
                fields=["indicator", "key"], condition=~models.Q(key=""), name="counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} – {self.date}"
