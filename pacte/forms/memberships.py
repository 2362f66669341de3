"""Inviting, joining, deciding."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.enums import MembershipRole
from pacte.forms.asking import AskingForm
from pacte.forms.fields import SiretField


class InvitationForm(forms.Form):
    """Who is invited, and to do what."""

    email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        help_text=_("L’adresse à laquelle la personne se connectera. Elle reçoit un lien."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Rôle"),
        choices=MembershipRole.choices,
        initial=MembershipRole.MEMBER,
        help_text=_("Une personne gestionnaire invite et retire des membres."),
        widget=forms.RadioSelect,
    )


class RoleForm(forms.Form):
    """The new role of a member."""

    role = forms.ChoiceField(choices=MembershipRole.choices)


class ClaimForm(AskingForm):
    """For which organisation one asks to act, and what shows it."""

    siret = SiretField(label=_("SIRET de l’organisation"))
    field_order = ("siret",)


class DecisionForm(forms.Form):
    """What the staff decide of a claim."""

    CONFIRM, REFUSE = "confirm", "refuse"

    decision = forms.ChoiceField(
        label=_("Décision"),
        choices=[(CONFIRM, _("Confirmer")), (REFUSE, _("Refuser"))],
        widget=forms.RadioSelect,
    )
    role = forms.ChoiceField(
        label=_("Rôle, si vous confirmez"), choices=MembershipRole.choices, required=False
    )
    note = forms.CharField(
        label=_("Mot à la personne"),
        required=False,
        max_length=2000,
        help_text=_("Nécessaire pour refuser. Il lui est envoyé tel quel."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("decision") == self.REFUSE and not data.get("note", "").strip():
            self.add_error("note", _("Dites pourquoi : un mot est nécessaire pour refuser."))
        data["role"] = data.get("role") or MembershipRole.MEMBER
        return data
