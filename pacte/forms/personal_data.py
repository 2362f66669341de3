"""Closing one's account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ErasureForm(forms.Form):
    """One's own address, typed again, and what one knows."""

    email = forms.CharField(
        label=_("Tapez l’adresse de votre compte pour confirmer"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    knows_alone = forms.BooleanField(
        label=_("Je sais que plus personne ne gérera ces organisations"), required=False
    )

    def __init__(self, *args: Any, address: str, alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        if not alone:
            del self.fields["knows_alone"]

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"].strip().lower()
        if typed != self.address.strip().lower():
            raise forms.ValidationError(_("Ce n’est pas l’adresse de votre compte."))
        return typed
