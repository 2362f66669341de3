"""What data files have already been loaded, so that loading again changes nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRow(models.Model):
    """A row of a data file that was loaded once: never loaded over a user's edit."""

    dataset = models.CharField(_("jeu de données"), max_length=60)
    key = models.CharField(_("clé"), max_length=200)
    object_id = models.CharField(_("objet"), max_length=40)
    loaded_at = models.DateTimeField(_("chargé le"), auto_now_add=True)

    class Meta:
        verbose_name = _("ligne chargée")
        verbose_name_plural = _("lignes chargées")
        constraints = [models.UniqueConstraint(fields=["dataset", "key"], name="one_load_a_row")]

    def __str__(self) -> str:
        return f"{self.dataset}:{self.key}"
