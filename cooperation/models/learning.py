"""What became of suggestions, and the tables of points learnt from it."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.enums import OutcomeKind, RefusalReason, SuggestionKind, WeightsStatus
from pacte.models import Organisation


class Outcome(models.Model):
    """What became of one suggestion: never changed. Keeps what the engine said that day."""

    kind = models.CharField(_("nature"), max_length=12, choices=SuggestionKind.choices)
    giver = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    resource = models.CharField(_("ressource"), max_length=80)
    outcome = models.CharField(_("issue"), max_length=10, choices=OutcomeKind.choices)
    reason = models.CharField(_("raison"), max_length=20, choices=RefusalReason.choices, blank=True)
    score = models.PositiveSmallIntegerField(_("points"), validators=[MaxValueValidator(1000)])
    criteria = models.JSONField(_("critères"), default=list)
    version = models.CharField(_("version des barèmes"), max_length=40)
    recorded_at = models.DateTimeField(_("le"))
    is_fictitious = models.BooleanField(_("fictive (démonstration)"), default=False)

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name = _("issue de suggestion")
        verbose_name_plural = _("issues de suggestions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome=OutcomeKind.CONCLUDED, reason="")
                | (models.Q(outcome=OutcomeKind.REFUSED) & ~models.Q(reason="")),
                name="outcome_refusal_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id} : {self.outcome}"


class WeightsTable(models.Model):
    """A version of the points: what was learnt, what it changes, and who approved it."""

    version = models.CharField(_("version"), max_length=40, unique=True)
    maxima = models.JSONField(_("maximums"), default=dict)
    status = models.CharField(
        _("état"), max_length=10, choices=WeightsStatus.choices, default=WeightsStatus.PROPOSED
    )
    report = models.JSONField(_("rejeu"), default=dict)
    note = models.TextField(_("mot"), blank=True)
    proposed_at = models.DateTimeField(_("proposée le"))
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("barème")
        verbose_name_plural = _("barèmes")
        constraints = [
            models.UniqueConstraint(
                fields=["status"],
                condition=models.Q(status=WeightsStatus.IN_FORCE),
                name="one_table_in_force",
            )
        ]

    def __str__(self) -> str:
        return self.version
