"""Organisations: one row a body, with drafts, revisions, workflow and preview."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.search import index

from pacte.blocks import BodyBlock
from pacte.enums import LegalForm, SiaeType
from pacte.models.places import Building, Place
from pacte.models.reference import Kind, Label, Role, Theme
from pacte.models.territories import Commune, Zone
from pacte.models.workflow import ModeratedModel
from pacte.querysets import OrganisationQuerySet
from pacte.siret import clean_siret
from pacte.validators import LATITUDE, LONGITUDE, validate_naf, validate_siret


class Organisation(ModeratedModel, index.Indexed):
    """Any body of the network: signatory, company, producer, SIAE or EPCI."""

    name = models.CharField(_("nom"), max_length=160)
    slug = models.SlugField(_("adresse de la page"), max_length=180, unique=True, blank=True)
    siret = models.CharField(
        _("SIRET"), max_length=20, unique=True, null=True, blank=True, validators=[validate_siret]
    )
    legal_form = models.CharField(
        _("forme juridique"), max_length=20, choices=LegalForm.choices, blank=True
    )
    naf = models.CharField(_("code NAF"), max_length=6, blank=True, validators=[validate_naf])
    kinds = ParentalManyToManyField(Kind, related_name="organisations", verbose_name=_("natures"))
    roles = ParentalManyToManyField(
        Role, related_name="organisations", verbose_name=_("rôles"), blank=True
    )
    siae_type = models.CharField(
        _("type de SIAE"), max_length=10, choices=SiaeType.choices, blank=True
    )
    summary = models.CharField(
        _("en une phrase"), max_length=300, blank=True, help_text=_("Ce qu’elle fait, pour qui.")
    )
    description = StreamField(BodyBlock(), verbose_name=_("présentation"), blank=True)
    headcount = models.PositiveIntegerField(_("effectif"), null=True, blank=True)
    headcount_year = models.PositiveSmallIntegerField(
        _("année de l’effectif"), null=True, blank=True
    )
    address = models.CharField(_("adresse postale"), max_length=200, blank=True)
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("commune"),
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    service_radius_km = models.PositiveSmallIntegerField(
        _("rayon d’action (km)"), null=True, blank=True
    )
    service_zones = ParentalManyToManyField(
        Zone, related_name="serving_organisations", verbose_name=_("zones desservies"), blank=True
    )
    labels = ParentalManyToManyField(
        Label, related_name="organisations", verbose_name=_("labels"), blank=True
    )
    themes = ParentalManyToManyField(
        Theme, related_name="organisations", verbose_name=_("thèmes"), blank=True
    )
    website = models.URLField(_("site internet"), blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    logo_alt = models.CharField(
        _("ce que montre le logo"),
        max_length=160,
        blank=True,
        help_text=_("Vide : « Logo de », puis le nom."),
    )
    logo_proposed = models.ForeignKey(
        "pacte.LogoProposal",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("logo proposé"),
    )
    """Known to versions that wait to be read alone: accepted, it becomes the logo."""
    building = models.ForeignKey(
        Building,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="occupants",
        verbose_name=_("site occupé"),
    )
    source = models.CharField(_("source des informations"), max_length=200, blank=True)
    is_trusted = models.BooleanField(
        _("de confiance"),
        default=False,
        help_text=_("Ses annonces et sa fiche paraissent sans relecture préalable."),
    )
    is_fictitious = models.BooleanField(_("fictive (démonstration)"), default=False)

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        index.SearchField("name"),
        index.SearchField("summary"),
        index.AutocompleteField("name"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.siret = self.siret or None
        if self.siret:
            with suppress(ValueError):  # told at its field, by its validator
                self.siret = clean_siret(self.siret)
        if (self.latitude is None) != (self.longitude is None):
            message = _("Donnez la latitude et la longitude ensemble, ou ni l’une ni l’autre.")
            raise ValidationError({"longitude": message})

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        super().full_clean(*args, **kwargs)

    def _free_slug(self) -> str:
        base = slugify(self.name)[:170] or "organisation"
        others = type(self).objects.exclude(pk=self.pk).filter(slug__startswith=base)
        taken = set(others.values_list("slug", flat=True))
        number = next(n for n in range(1, len(taken) + 2) if self._numbered(base, n) not in taken)
        return self._numbered(base, number)

    @staticmethod
    def _numbered(base: str, number: int) -> str:
        return base if number == 1 else f"{base}-{number}"

    @property
    def place(self) -> Place | None:
        return self.building.place if self.building else None

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude: its own, else its commune's centre, else nothing."""
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        return (self.commune.latitude, self.commune.longitude) if self.commune else None

    def get_absolute_url(self) -> str:
        return reverse("pacte:organisation", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "pacte/organisations/preview.html"
