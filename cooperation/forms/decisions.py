"""What an organisation or the staff say of a suggestion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.enums import Mark, RefusalReason

LONGEST_WORD = 500


class AskForm(forms.Form):
    """Ask to be put in touch, with a word for the others."""

    word = forms.CharField(
        label=_("Un mot pour l’autre organisation"),
        help_text=_("Ce que vous avez en tête, quand on peut vous joindre. Facultatif."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefuseForm(forms.Form):
    """Say why a suggestion does not suit."""

    reason = forms.ChoiceField(
        label=_("Pourquoi"),
        choices=[("", _("Choisissez une raison")), *RefusalReason.choices],
        error_messages={"required": _("Dites pourquoi : la suggestion reviendra si cela change.")},
    )
    note = forms.CharField(
        label=_("Un mot (facultatif)"),
        required=False,
        max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LaterForm(forms.Form):
    """Say when to see a suggestion again."""

    SPANS = (("week", _("une semaine")), ("month", _("un mois")), ("quarter", _("trois mois")))

    span = forms.ChoiceField(label=_("Revoir dans"), choices=SPANS, initial="week")


class MarkForm(forms.Form):
    """Say what the staff think of a suggestion, and why."""

    mark = forms.ChoiceField(label=_("Avis"), choices=Mark.choices, widget=forms.RadioSelect)
    word = forms.CharField(
        label=_("Le mot de l’animation"),
        help_text=_(
            "Mise en avant : les membres des organisations le lisent. Écartée : l’animation seule."
        ),
        max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
