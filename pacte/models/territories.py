"""Communes, intercommunalities and the zones drawn on them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pacte.enums import ZoneKind
from pacte.validators import LATITUDE, LONGITUDE


class Epci(models.Model):
    """A public body of intercommunal cooperation."""

    siren = models.CharField(_("SIREN"), max_length=9, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(_("adresse"), max_length=120, unique=True)
    in_pact = models.BooleanField(_("dans le pacte"), default=False)
    in_plie = models.BooleanField(_("dans le PLIE"), default=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("intercommunalité")
        verbose_name_plural = _("intercommunalités")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("pacte:epci", args=[self.slug])


class Commune(models.Model):  # type: ignore[django-manager-missing]
    """A commune, placed at the centroid of its outline (WGS 84, degrees)."""

    insee = models.CharField(_("code INSEE"), max_length=5, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(_("adresse"), max_length=130, unique=True)
    epci = models.ForeignKey(
        Epci, on_delete=models.PROTECT, related_name="communes", verbose_name=_("intercommunalité")
    )
    postcodes = models.JSONField(_("codes postaux"), default=list)
    population = models.PositiveIntegerField(_("population"))
    latitude = models.FloatField(_("latitude"), validators=LATITUDE)
    longitude = models.FloatField(_("longitude"), validators=LONGITUDE)

    class Meta:
        ordering = ["name", "insee"]
        verbose_name = _("commune")
        verbose_name_plural = _("communes")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("pacte:commune", args=[self.slug])


class Zone(models.Model):
    """A set of communes with a name: a perimeter, a service area, an experiment."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("nature"), max_length=20, choices=ZoneKind.choices)
    description = models.TextField(_("description"), blank=True)
    communes = models.ManyToManyField(Commune, related_name="zones", verbose_name=_("communes"))

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("zone")
        verbose_name_plural = _("zones")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("pacte:zone", args=[self.code])
