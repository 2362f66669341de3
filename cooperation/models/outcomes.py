"""What comes of an introduction: what each side says, and the cooperation they declare."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.enums import AgreementStatus, FollowUpAnswer, Period
from cooperation.models.introductions import Introduction
from cooperation.models.postings import POSITIVE
from cooperation.models.validators import validate_resource
from pacte.models import Action, Organisation


class FollowUp(models.Model):
    """After two and six weeks, each side is asked whether it came to something."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    introduction = models.ForeignKey(
        Introduction, on_delete=models.CASCADE, related_name="follow_ups"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    week = models.PositiveSmallIntegerField(_("semaine"))
    asked_at = models.DateTimeField(_("demandé le"))
    answer = models.CharField(
        _("réponse"), max_length=10, choices=FollowUpAnswer.choices, blank=True
    )
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("suite demandée")
        verbose_name_plural = _("suites demandées")
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "organisation", "week"], name="one_follow_up_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.introduction_id}, {self.organisation_id}, {self.week}"


class Agreement(models.Model):
    """A cooperation that one side declares; once the other confirms, it is on the graph."""

    introduction = models.ForeignKey(
        Introduction, on_delete=models.CASCADE, related_name="agreements"
    )
    giver = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    resource = models.CharField(_("ressource"), max_length=80, validators=[validate_resource])
    quantity = models.DecimalField(
        _("quantité"), max_digits=14, decimal_places=3, null=True, blank=True, validators=[POSITIVE]
    )
    unit = models.CharField(_("unité"), max_length=20, blank=True)
    period = models.CharField(
        _("périodicité"), max_length=10, choices=Period.choices, default=Period.ONE_OFF
    )
    since = models.DateField(_("depuis"))
    action = models.ForeignKey(
        Action, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        _("état"),
        max_length=10,
        choices=AgreementStatus.choices,
        default=AgreementStatus.WAITING,
    )
    declared_for = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", verbose_name=_("déclarée par")
    )
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    declared_at = models.DateTimeField(_("déclarée le"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    note = models.TextField(_("mot"), max_length=1000, blank=True)
    undo_asked_for = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("annulation demandée par"),
    )

    class Meta:
        ordering = ["declared_at", "pk"]
        verbose_name = _("coopération déclarée")
        verbose_name_plural = _("coopérations déclarées")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("receiver")), name="agreement_takes_two"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity=None) | ~models.Q(unit=""),
                name="agreement_quantity_has_a_unit",
            ),
            models.UniqueConstraint(
                fields=["introduction", "giver", "receiver", "resource"],
                condition=models.Q(status__in=[AgreementStatus.WAITING, AgreementStatus.CONFIRMED]),
                name="one_agreement_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id} : {self.status}"
