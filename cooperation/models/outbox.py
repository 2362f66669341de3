"""What the engine has yet to take into account, written with the change itself."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class EngineEvent(models.Model):
    """A change that moves suggestions: of one posting, or of the network around it.

    Written in the transaction of the change, so that no change is forgotten; deleted once the
    suggestions follow it.
    """

    posting_id = models.BigIntegerField(_("annonce"), null=True, blank=True)
    is_matched = models.BooleanField(_("correspondances à jour"), default=False)
    made_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("changement à prendre en compte")
        verbose_name_plural = _("changements à prendre en compte")

    def __str__(self) -> str:
        return f"{self.pk} : {self.posting_id or '*'}"


class EngineState(models.Model):
    """How far the suggestions follow the network: one row.

    ``token`` and ``serial`` tell a process whether what it holds in memory is what the rows say.
    """

    token = models.UUIDField(_("jeton"), default=uuid.uuid4, editable=False)
    serial = models.BigIntegerField(_("numéro de suite"), default=0)
    handled = models.BigIntegerField(_("dernier changement suivi"), default=0)
    refreshed_at = models.DateTimeField(_("dernier calcul complet"), null=True, blank=True)
    version = models.CharField(_("version des barèmes"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("état du moteur")
        verbose_name_plural = _("état du moteur")

    def __str__(self) -> str:
        return f"{self.handled} ({self.version})"
