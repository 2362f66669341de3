"""Forms of the administration: words and boxes rather than codes and masks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from cooperation.enums import PostingStatus
from cooperation.forms.fields import (
    MonthsField,
    ResourceField,
    UnitField,
    transformation_choices,
    unit_error,
)
from cooperation.lifecycle import Move
from cooperation.selectors.moderation import Entry, Waits
from cooperation.services.postings import MAX_NOTE


class ResourceFlowForm(WagtailAdminModelForm):
    """A quantity of a resource: the unit must be one that the resource allows."""

    resource = ResourceField()
    unit = UnitField()

    def clean(self) -> Any:
        data = super().clean()
        error = unit_error(self.cleaned_data.get("resource", ""), self.cleaned_data.get("unit", ""))
        if error:
            self.add_error("unit", error)
        return data


class PostingAdminForm(ResourceFlowForm):
    months = MonthsField(help_text=_("Aucun : tous les mois conviennent."))


class CooperationAdminForm(ResourceFlowForm):
    def clean(self) -> Any:
        data = super().clean()
        if self.cleaned_data.get("quantity") is not None and not self.cleaned_data.get("unit"):
            self.add_error("unit", _("Donnez l’unité de la quantité."))
        giver = self.cleaned_data.get("giver")
        if giver and giver == self.cleaned_data.get("receiver"):
            self.add_error("receiver", _("Une coopération lie deux organisations différentes."))
        return data


class CapabilityAdminForm(WagtailAdminModelForm):
    transformation = forms.ChoiceField(label=_("Savoir-faire"), choices=transformation_choices)
    unit = UnitField()


class MoveForm(forms.Form):
    """A move among those that are possible now, and a word."""

    target = forms.ChoiceField(label=_("Faire passer l’annonce à"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Mot d’accompagnement"),
        help_text=_("Nécessaire pour refuser ou demander des précisions. Gardé dans l’historique."),
        required=False,
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, moves: tuple[Move, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(PostingStatus.choices)
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            (move.target, labels[move.target]) for move in moves
        ]


class QueueFilterForm(forms.Form):
    """What the staff look at of what waits."""

    kind = forms.ChoiceField(
        label=_("Nature"),
        required=False,
        choices=[
            ("", _("Tout")),
            (Waits.POSTING, _("Annonces")),
            (Waits.AMENDMENT, _("Modifications d’annonces")),
            (Waits.PROFILE, _("Fiches d’organisation")),
        ],
    )
    late = forms.BooleanField(label=_("En retard seulement"), required=False)

    def parameters(self) -> dict[str, str]:
        """Return the filters that hold, for the addresses of other pages."""
        data = self.cleaned_data if self.is_valid() else {}
        found = {"kind": data.get("kind", "")}
        if data.get("late"):
            found["late"] = "on"
        return {name: value for name, value in found.items() if value}

    def lets(self, entry: Entry) -> bool:
        """Say whether something that waits passes the filters."""
        asked = self.parameters()
        return asked.get("kind", entry.kind) == entry.kind and (
            "late" not in asked or entry.is_late
        )


class DecisionForm(forms.Form):
    """One answer to one thing that waits, as it was when it was read."""

    kind = forms.CharField(max_length=20)
    pk = forms.IntegerField(min_value=1, max_value=2**62)
    verdict = forms.CharField(max_length=20)
    seen_at = forms.DateTimeField(required=False, input_formats=["iso-8601"])
    version = forms.IntegerField(required=False, min_value=0, max_value=2**62)
    note = forms.CharField(required=False, max_length=MAX_NOTE, widget=forms.Textarea)

    @property
    def first_error(self) -> str:
        """What is wrong, in one sentence."""
        return next((str(text) for texts in self.errors.values() for text in texts), "")

    def is_about(self, entry: Entry) -> bool:
        """Say whether the answer was to this."""
        return (self.data.get("kind"), self.data.get("pk")) == (entry.kind, str(entry.pk))
