"""What is typed of a solidarity call: written, answered, closed, stopped."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation.enums import CallAnswer, CallKind
from cooperation.models import Call
from cooperation.selectors.calls import callable_by
from cooperation.services.calls import CallText
from pacte.forms.fields import COMMUNES, CommuneField
from pacte.models import Organisation
from pacte.selectors.communes import label_of

LONGEST_WAIT = 180
ALL, SOME = "all", "some"


class CallForm(forms.Form):
    """Write a call: what, where, until when, and to whom."""

    kind = forms.ChoiceField(label=_("Ce que vous demandez"), choices=CallKind.choices)
    title = forms.CharField(
        label=_("Titre"), max_length=140, help_text=_("« Visiter un atelier », « Douze bureaux ».")
    )
    description = forms.CharField(
        label=_("Dites-en plus"),
        help_text=_("Pour qui, quand, combien de temps, ce que cela change pour vous."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    commune = CommuneField(
        label=_("Commune (facultatif)"),
        required=False,
        help_text=_("Nom ou code postal."),
        widget=forms.TextInput(attrs=COMMUNES),
    )
    answer_by = forms.DateField(
        label=_("Réponse souhaitée avant le"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    scope = forms.ChoiceField(
        label=_("À qui"),
        choices=(
            (SOME, _("Aux signataires cochés ci-dessous")),
            (ALL, _("À tous les signataires (une fois par trimestre)")),
        ),
        initial=SOME,
        widget=forms.RadioSelect,
    )
    recipients = forms.ModelMultipleChoiceField(
        label=_("Signataires"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, organisation: Organisation, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["recipients"].queryset = callable_by(organisation)  # type: ignore[attr-defined]

    def clean_answer_by(self) -> dt.date:
        """Keep the date between tomorrow and six months."""
        day: dt.date = self.cleaned_data["answer_by"]
        last = self.today + dt.timedelta(days=LONGEST_WAIT)
        if not self.today < day <= last:
            raise ValidationError(
                _("Choisissez une date à venir, dans les %(days)s jours."),
                params={"days": LONGEST_WAIT},
            )
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("scope") == SOME and not data.get("recipients"):
            self.add_error("recipients", _("Cochez au moins un signataire."))
        return data

    def text(self) -> CallText:
        """Return what was typed."""
        data = self.cleaned_data
        return CallText(
            kind=CallKind(data["kind"]),
            title=data["title"],
            description=data["description"],
            answer_by=data["answer_by"],
            commune=data["commune"],
            recipients=() if data["scope"] == ALL else tuple(data["recipients"]),
        )


def initial_of(call: Call) -> dict[str, Any]:
    """Return what the form of a draft starts from."""
    return {
        "kind": call.kind,
        "title": call.title,
        "description": call.description,
        "commune": label_of(call.commune) if call.commune else "",
        "answer_by": call.answer_by,
        "scope": ALL if call.to_all else SOME,
        "recipients": [row.organisation_id for row in call.recipients.all()],
    }


class AnswerForm(forms.Form):
    """Answer a call."""

    answer = forms.ChoiceField(
        label=_("Votre réponse"), choices=CallAnswer.choices, widget=forms.RadioSelect
    )
    word = forms.CharField(
        label=_("Un mot (facultatif)"),
        help_text=_("L’organisation qui appelle le lit. N’y mettez pas de coordonnées."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ClosingForm(forms.Form):
    """Say what came of a call."""

    note = forms.CharField(
        label=_("Ce que l’appel a donné"),
        help_text=_("Celles qui ont répondu oui ou peut-être le lisent."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StoppingForm(forms.Form):
    """Say why the staff stop a call."""

    note = forms.CharField(
        label=_("Pourquoi l’arrêter"),
        help_text=_("L’organisation qui a appelé lit ce mot."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
