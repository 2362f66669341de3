"""Shared places such as the Pôle R, and their buildings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from pacte.models.territories import Commune
from pacte.validators import LATITUDE, LONGITUDE


class Place(ClusterableModel):
    """A site that several organisations share."""

    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(_("adresse"), max_length=120, unique=True)
    address = models.CharField(_("adresse postale"), max_length=200, blank=True)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="places", verbose_name=_("commune")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    area_m2 = models.PositiveIntegerField(_("surface (m²)"), null=True, blank=True)
    former_use = models.CharField(_("ancien usage"), max_length=160, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("lieu partagé")
        verbose_name_plural = _("lieux partagés")

    def __str__(self) -> str:
        return self.name


class Building(Orderable):
    """A building of a shared place."""

    place = ParentalKey(
        Place, on_delete=models.CASCADE, related_name="buildings", verbose_name=_("lieu")
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    use = models.CharField(_("usage"), max_length=200)
    opens = models.PositiveSmallIntegerField(_("année d’ouverture"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("bâtiment")
        verbose_name_plural = _("bâtiments")
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="one_building_a_number")
        ]

    def __str__(self) -> str:
        return _("%(place)s, bâtiment %(number)s") % {"place": self.place, "number": self.number}
