"""Asking to act for an organisation: from which address, and with which word."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.mail_domains import is_free_mail


class AskingForm(forms.Form):
    """What shows that one speaks for an organisation."""

    email = forms.EmailField(
        label=_("Votre adresse professionnelle"),
        max_length=254,
        help_text=_(
            "Une adresse au nom de l’organisation se vérifie vite. Une adresse personnelle "
            "(gmail, orange, free…) convient aussi : la vérification prend plus de temps."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Un mot pour l’animation"),
        required=False,
        max_length=1000,
        help_text=_("Votre fonction, qui appeler pour vérifier…"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def is_slower(self) -> bool:
        """Say whether the address says nothing of the organisation."""
        return is_free_mail(self.cleaned_data["email"])
