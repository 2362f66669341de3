"""Solidarity calls: what a structure asks the signatories directly, and who answered what."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.enums import CallAnswer, CallKind, CallStatus
from pacte.models import Commune, Organisation


class Call(models.Model):
    """A call of an ESS structure or an SIAE to one, several or all the signatories."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="calls", verbose_name=_("organisation")
    )
    kind = models.CharField(_("demande"), max_length=15, choices=CallKind.choices)
    title = models.CharField(_("titre"), max_length=140)
    description = models.TextField(_("ce que nous demandons"), max_length=4000)
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
    )
    to_all = models.BooleanField(_("à tous les signataires"), default=False)
    answer_by = models.DateField(_("réponse souhaitée avant le"))
    status = models.CharField(
        _("état"), max_length=10, choices=CallStatus.choices, default=CallStatus.DRAFT
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("écrit le"))
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("clos le"), null=True, blank=True)
    closing_note = models.TextField(_("bilan"), max_length=2000, blank=True)
    is_fictitious = models.BooleanField(_("fictif (démonstration)"), default=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("appel à la solidarité")
        verbose_name_plural = _("appels à la solidarité")

    def __str__(self) -> str:
        return self.title


class CallRecipient(models.Model):
    """A signatory that a call is addressed to, and what it answered."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="recipients")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="received_calls"
    )
    told_at = models.DateTimeField(_("prévenue le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("relancée le"), null=True, blank=True)
    answer = models.CharField(_("réponse"), max_length=10, choices=CallAnswer.choices, blank=True)
    word = models.TextField(_("mot"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["organisation__name", "pk"]
        verbose_name = _("destinataire d’un appel")
        verbose_name_plural = _("destinataires d’un appel")
        constraints = [models.UniqueConstraint(fields=["call", "organisation"], name="called_once")]

    def __str__(self) -> str:
        return f"{self.call_id} : {self.organisation_id}"
