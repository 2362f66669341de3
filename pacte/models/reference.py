"""Short reference lists that staff may extend: kinds, roles, labels and themes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacte.enums import LabelFamily


class ReferenceEntry(models.Model):
    """A code that programs rely on, with the label that people read."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    order = models.PositiveSmallIntegerField(_("ordre"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Kind(ReferenceEntry):
    """What an organisation is; several at once."""

    class Meta(ReferenceEntry.Meta):
        verbose_name = _("nature d’organisation")
        verbose_name_plural = _("natures d’organisation")


class Role(ReferenceEntry):
    """What an organisation does in the pact; several at once."""

    class Meta(ReferenceEntry.Meta):
        verbose_name = _("rôle dans le pacte")
        verbose_name_plural = _("rôles dans le pacte")


class Label(ReferenceEntry):
    """A label or certification that an organisation or an offer holds."""

    family = models.CharField(_("famille"), max_length=20, choices=LabelFamily.choices)
    counts_for_egalim = models.BooleanField(_("compte pour EGalim"), default=False)

    class Meta(ReferenceEntry.Meta):
        verbose_name = _("label")
        verbose_name_plural = _("labels")


class Theme(ReferenceEntry):
    """A theme of the pact, head of the roadmap."""

    summary = models.TextField(_("présentation"), blank=True)

    class Meta(ReferenceEntry.Meta):
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
