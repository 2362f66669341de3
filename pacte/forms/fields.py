"""Fields that several forms share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pacte.models import Commune
from pacte.selectors.communes import find_communes, label_of
from pacte.siret import clean_siret
from pacte.validators import validate_siret

COMMUNES = {"list": "commune-names", "autocomplete": "off"}
"""Attributes of a field that suggests communes, from the list of that name in the page."""


class CommuneField(forms.CharField):
    """A commune typed by its name, postcode or INSEE code, with suggestions."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 150)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Commune | None:
        text = super().clean(value)
        if not text:
            return None
        found = find_communes(text)
        if len(found) == 1:
            return found[0]
        if not found:
            message = _("Commune « %(value)s » inconnue : donnez son nom ou son code postal.")
            raise ValidationError(message, code="commune", params={"value": text})
        message = _("Plusieurs communes répondent à « %(value)s » : %(names)s. Choisissez-en une.")
        names = ", ".join(label_of(row) for row in found[:12])
        raise ValidationError(message, code="commune", params={"value": text, "names": names})


class SiretField(forms.CharField):
    """A SIRET as people write it, given as its 14 digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("SIRET"))
        kwargs.setdefault("help_text", _("14 chiffres, les espaces sont permis."))
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        kwargs.setdefault("widget", widget)
        super().__init__(max_length=20, validators=[validate_siret], **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return clean_siret(text) if text else ""
