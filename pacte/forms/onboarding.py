"""The first steps of an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.forms.fields import COMMUNES, CommuneField, SiretField
from pacte.mail_domains import is_free_mail
from pacte.validators import validate_naf


class SiretForm(forms.Form):
    """By which number one begins."""

    siret = SiretField(label=_("SIRET de votre établissement"))


class IdentityForm(forms.Form):
    """Who the organisation is, as the register says or by hand, and who asks for it."""

    name = forms.CharField(label=_("Nom de l’organisation"), max_length=160)
    address = forms.CharField(label=_("Adresse postale"), max_length=200, required=False)
    commune = CommuneField(
        label=_("Commune"),
        help_text=_("Nom, code postal ou code INSEE."),
        widget=forms.TextInput(attrs=COMMUNES),
    )
    naf = forms.CharField(
        label=_("Code NAF"),
        max_length=6,
        required=False,
        validators=[validate_naf],
        help_text=_("Comme 10.71C. Laissez vide si vous ne le connaissez pas."),
    )
    email = forms.EmailField(
        label=_("Votre adresse professionnelle"),
        max_length=254,
        help_text=_("Une adresse au nom de l’organisation se vérifie vite."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Un mot pour l’animation"),
        required=False,
        max_length=1000,
        help_text=_("Votre fonction, qui appeler pour vérifier…"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def is_slower(self) -> bool:
        """Say whether the address says nothing of the organisation."""
        return is_free_mail(self.cleaned_data["email"])

    def told(self) -> dict[str, Any]:
        """Return what was typed of the organisation."""
        return {name: self.cleaned_data[name] for name in ("name", "address", "commune", "naf")}
