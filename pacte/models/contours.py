"""Outlines of communes and intercommunalities, loaded from a file when there is one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContourKind(models.TextChoices):
    COMMUNE = "commune", _("Commune")
    EPCI = "epci", _("Intercommunalité")


class Contour(models.Model):
    """The outline of a territory, simplified: a GeoJSON geometry (WGS 84, five decimals)."""

    kind = models.CharField(_("nature"), max_length=7, choices=ContourKind.choices)
    code = models.CharField(_("code INSEE ou SIREN"), max_length=9)
    geometry = models.JSONField(_("géométrie"))
    is_derived = models.BooleanField(_("réunion de ses communes"), default=False)
    loaded_at = models.DateTimeField(_("chargé le"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["kind", "code"]
        verbose_name = _("contour")
        verbose_name_plural = _("contours")
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="one_contour_a_territory")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
