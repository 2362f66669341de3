"""What organisations and the staff say of suggestions, and how often each was shown."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.enums import Decision, Mark, MarkMove, RefusalReason
from pacte.models import Organisation

KEY_LENGTH = 300
"""Length of what names a suggestion whatever row says it (:attr:`Suggestion.key`)."""


class SuggestionDecision(models.Model):
    """An organisation says *later* or *not for us* of a suggestion, and what it knew that day.

    ``facts`` keeps what the reason is about (kilometres, quantities, price…): the suggestion comes
    back once they have changed.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="suggestion_decisions"
    )
    key = models.CharField(_("suggestion"), max_length=KEY_LENGTH)
    decision = models.CharField(_("décision"), max_length=10, choices=Decision.choices)
    reason = models.CharField(_("raison"), max_length=20, choices=RefusalReason.choices, blank=True)
    note = models.TextField(_("mot"), max_length=500, blank=True)
    facts = models.JSONField(_("ce que l’on savait"), default=dict)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("décision sur une suggestion")
        verbose_name_plural = _("décisions sur des suggestions")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_decision_each"),
            models.CheckConstraint(
                condition=~models.Q(decision=Decision.REFUSED) | ~models.Q(reason=""),
                name="decision_refusal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} : {self.decision}"


class CuratorMark(models.Model):
    """The staff put a suggestion forward, or set it aside, with a word why."""

    key = models.CharField(_("suggestion"), max_length=KEY_LENGTH, unique=True)
    mark = models.CharField(_("avis"), max_length=10, choices=Mark.choices)
    word = models.TextField(_("mot"), max_length=500)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("avis de l’animation")
        verbose_name_plural = _("avis de l’animation")

    def __str__(self) -> str:
        return f"{self.mark} : {self.key}"


class CuratorMarkMove(models.Model):
    """What the staff said of a suggestion one day: the history of a mark, its withdrawals too."""

    key = models.CharField(_("suggestion"), max_length=KEY_LENGTH, db_index=True)
    mark = models.CharField(_("avis"), max_length=10, choices=MarkMove.choices)
    word = models.TextField(_("mot"), max_length=500, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("avis passé de l’animation")
        verbose_name_plural = _("avis passés de l’animation")

    def __str__(self) -> str:
        return f"{self.mark} : {self.key}"


class SuggestionNews(models.Model):
    """What was suggested to an organisation when its members were last told what is new.

    ``known`` gives, for each suggestion (its :attr:`Suggestion.key`, shortened), the day it was
    first seen: rows are written again, what they propose stays known.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="suggestion_news"
    )
    known = models.JSONField(_("suggestions connues"), default=dict)
    looked_at = models.DateTimeField(_("regardées le"))

    class Meta:
        ordering = ["organisation_id"]
        verbose_name = _("nouveautés des suggestions")
        verbose_name_plural = _("nouveautés des suggestions")

    def __str__(self) -> str:
        return f"{self.organisation_id} : {len(self.known)}"


class Exposure(models.Model):
    """How many times an organisation was shown to others as a possible partner, day by day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("jour"))
    count = models.PositiveIntegerField(_("fois"), default=0)

    class Meta:
        ordering = ["day", "organisation_id"]
        verbose_name = _("exposition")
        verbose_name_plural = _("expositions")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "day"], name="one_exposure_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.day} : {self.count}"
