"""Amendments of the knowledge by the staff: put on top of the packaged files, in order."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.enums import AmendedFile, AmendmentAction


class KnowledgeAmendment(models.Model):
    """One change of the knowledge. Never edited: a later one undoes or completes it."""

    subject = models.CharField(_("sujet"), max_length=15, choices=AmendedFile.choices)
    code = models.CharField(_("code"), max_length=80)
    action = models.CharField(_("action"), max_length=8, choices=AmendmentAction.choices)
    values = models.JSONField(_("valeurs"), default=dict, blank=True)
    note = models.CharField(_("pourquoi"), max_length=300)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("le"))
    undone_at = models.DateTimeField(_("annulé le"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("amendement des connaissances")
        verbose_name_plural = _("amendements des connaissances")
        indexes = [models.Index(fields=["subject", "code"])]

    def __str__(self) -> str:
        return f"{self.action} {self.subject} {self.code}"
