"""Saved searches, and their digest by e-mail."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    DAILY = "daily", _("chaque jour")
    WEEKLY = "weekly", _("chaque semaine")


class SavedSearch(models.Model):
    """A search that somebody asked to be told about; nothing is sent before it is confirmed.

    ``token`` opens its confirmation and its unsubscription, and is known from the e-mail only.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("adresse électronique"))
    name = models.CharField(_("nom"), max_length=120)
    address = models.CharField(_("adresse de la recherche"), max_length=1000)
    frequency = models.CharField(
        _("fréquence"), max_length=6, choices=Frequency.choices, default=Frequency.WEEKLY
    )
    created_at = models.DateTimeField(_("demandée le"))
    confirmed_at = models.DateTimeField(_("confirmée le"), null=True, blank=True)
    told_at = models.DateTimeField(_("dernier envoi"), null=True, blank=True)
    told_refs = models.JSONField(_("résultats déjà signalés"), default=list, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("recherche enregistrée")
        verbose_name_plural = _("recherches enregistrées")
        constraints = [
            models.UniqueConstraint(fields=["email", "address"], name="one_saved_search_an_address")
        ]

    def __str__(self) -> str:
        return self.name
