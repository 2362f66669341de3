"""The roadmap: theme → objective → action → commitments and indicators."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from pacte.blocks import BodyBlock
from pacte.enums import ActionStatus, CommitmentStatus
from pacte.models.organisations import Organisation
from pacte.models.reference import Theme
from pacte.models.workflow import ModeratedModel
from pacte.querysets import ActionQuerySet


class Objective(models.Model):  # type: ignore[django-manager-missing]
    """What a theme of the pact wants to reach."""

    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="objectives", verbose_name=_("thème")
    )
    title = models.CharField(_("titre"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=160, unique=True)
    summary = models.TextField(_("résumé"), blank=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=0)

    class Meta:
        ordering = ["theme__order", "order", "pk"]
        verbose_name = _("objectif")
        verbose_name_plural = _("objectifs")

    def __str__(self) -> str:
        return self.title


class Action(ModeratedModel):
    """An action of the roadmap, with drafts, approval and history."""

    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="actions", verbose_name=_("objectif")
    )
    title = models.CharField(_("titre"), max_length=160)
    slug = models.SlugField(_("adresse"), max_length=160, unique=True)
    summary = models.CharField(_("en une phrase"), max_length=300)
    body = StreamField(BodyBlock(), verbose_name=_("contenu"), blank=True)
    status = models.CharField(
        _("avancement"),
        max_length=10,
        choices=ActionStatus.choices,
        default=ActionStatus.PLANNED,
    )
    pilot = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="piloted_actions",
        verbose_name=_("pilote"),
    )
    starts_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("fin prévue"), null=True, blank=True)
    is_fictitious = models.BooleanField(_("fictive (démonstration)"), default=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["objective__theme__order", "objective__order", "title", "pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("La fin doit suivre le début.")})

    def get_absolute_url(self) -> str:
        return reverse("pacte:action", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "pacte/roadmap/preview.html"


class Commitment(models.Model):
    """What an organisation promised to do for an action."""

    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, related_name="commitments", verbose_name=_("action")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="commitments",
        verbose_name=_("organisation"),
    )
    description = models.CharField(_("engagement"), max_length=300)
    status = models.CharField(
        _("suivi"),
        max_length=10,
        choices=CommitmentStatus.choices,
        default=CommitmentStatus.ANNOUNCED,
    )
    made_on = models.DateField(_("pris le"), null=True, blank=True)
    due_on = models.DateField(_("échéance"), null=True, blank=True)
    is_fictitious = models.BooleanField(_("fictif (démonstration)"), default=False)

    class Meta:
        ordering = ["action", "organisation__name", "pk"]
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")

    def __str__(self) -> str:
        return f"{self.organisation} : {self.description}"
