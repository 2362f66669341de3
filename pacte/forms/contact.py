"""How to reach a person, shown only to those with whom they agreed to be put in touch."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PHONE = re.compile(r"^\+?[0-9][0-9 .()-]{5,28}$")


class ContactForm(forms.Form):
    """Telephone and job."""

    phone = forms.CharField(
        label=_("Téléphone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    job = forms.CharField(
        label=_("Fonction"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )

    def clean_phone(self) -> str:
        text: str = self.cleaned_data["phone"].strip()
        if text and not PHONE.match(text):
            message = _("Écrivez le numéro avec des chiffres et des espaces : 04 76 00 00 00.")
            raise ValidationError(message, code="phone")
        return text
