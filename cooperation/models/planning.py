"""What the staff try out: scenarios and season plans. Never real data."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperation.enums import WorkState


class Scenario(models.Model):
    """A what-if: changes put on top of the network, and what they would bring."""

    token = models.UUIDField(_("adresse"), default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("titre"), max_length=140)
    changes = models.JSONField(_("changements"), default=list)
    result = models.JSONField(_("résultat"), default=dict)
    version = models.CharField(_("version des barèmes"), max_length=40, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    computed_at = models.DateTimeField(_("calculé le"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("scénario")
        verbose_name_plural = _("scénarios")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cooperation:scenario", args=[self.token])


class SeasonPlan(models.Model):
    """Who could supply which kitchen, month by month and product by product."""

    token = models.UUIDField(_("adresse"), default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("titre"), max_length=140)
    parameters = models.JSONField(_("paramètres"), default=dict)
    result = models.JSONField(_("résultat"), default=dict)
    state = models.CharField(
        _("état"), max_length=10, choices=WorkState.choices, default=WorkState.WAITING
    )
    progress = models.PositiveSmallIntegerField(
        _("avancement (%)"), default=0, validators=[MaxValueValidator(100)]
    )
    step = models.CharField(_("étape"), max_length=80, blank=True)
    cancel_asked = models.BooleanField(_("arrêt demandé"), default=False)
    error = models.TextField(_("erreur"), blank=True)
    version = models.CharField(_("version des barèmes"), max_length=40, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(_("terminé le"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("plan de saison")
        verbose_name_plural = _("plans de saison")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cooperation:season-plan", args=[self.token])
