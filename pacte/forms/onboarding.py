"""The first steps of an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.forms.asking import AskingForm
from pacte.forms.fields import COMMUNES, CommuneField, SiretField
from pacte.validators import validate_naf


class SiretForm(forms.Form):
    """By which number one begins."""

    siret = SiretField(label=_("SIRET de votre établissement"))


class IdentityForm(AskingForm):
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
    field_order = ("name", "address", "commune", "naf")

    def told(self) -> dict[str, Any]:
        """Return what was typed of the organisation."""
        return {name: self.cleaned_data[name] for name in ("name", "address", "commune", "naf")}
