"""What the staff try: one small form for each kind of change, each giving plain data."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation.forms.fields import UnitField, transformation_choices
from cooperation.selectors.scenarios import find_organisations
from cooperation.services.scenarios.presets import PRESETS
from pacte.forms.fields import CommuneField
from pacte.models import Label
from pacte.selectors.communes import label_of


class TitleForm(forms.Form):
    """What a new scenario is called."""

    title = forms.CharField(
        label=_("Titre du scénario"),
        max_length=140,
        help_text=_("Par exemple « Et si une légumerie ouvrait à Voiron ? »"),
    )


class OrganisationField(forms.CharField):
    """A published organisation, by its name; gives its address."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Organisation"))
        kwargs.setdefault("max_length", 250)
        attrs = {"list": "organisation-names", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        found = find_organisations(text)
        if len(found) == 1:
            return str(found[0].slug)
        params = {"value": text, "slugs": ", ".join(row.slug for row in found[:6])}
        if found:
            message = _("Plusieurs organisations portent ce nom. Donnez l’adresse : %(slugs)s.")
            raise ValidationError(message, code="ambiguous", params=params)
        message = _("Aucune organisation publiée ne s’appelle « %(value)s ».")
        raise ValidationError(message, code="unknown", params=params)


class ChangeForm(forms.Form):
    """A change: what it is called, and the plain data it gives."""

    kind: str
    title: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": self.kind, **kwargs})

    def row(self) -> dict[str, Any]:
        """Return the change as plain data, what was left empty left out."""
        found = {
            name: value for name, value in self.cleaned_data.items() if value not in (None, "")
        }
        return {"kind": self.kind, **found}


def _capacity(**options: Any) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(
        label=_("Capacité par an"),
        widget=widget,
        localize=True,
        min_value=0,
        max_digits=14,
        decimal_places=3,
        **options,
    )


class AddForm(ChangeForm):
    """Add an organisation that does not exist, from a preset."""

    kind = "add_actor"
    title = _("Ajouter une organisation")

    preset = forms.ChoiceField(
        label=_("Modèle"),
        choices=lambda: [(code, row.label) for code, row in PRESETS.items()],
        help_text=_("Ses savoir-faire et ses capacités sont des ordres de grandeur."),
    )
    name = forms.CharField(label=_("Nom"), max_length=120)
    commune = CommuneField(
        label=_("Commune"),
        widget=forms.TextInput(attrs={"list": "commune-names", "autocomplete": "off"}),
    )
    capacity = _capacity(
        required=False, help_text=_("Vide : celle du modèle, pour chacun de ses savoir-faire.")
    )
    radius_km = forms.IntegerField(
        label=_("Rayon (km)"), required=False, min_value=0, max_value=500
    )

    def row(self) -> dict[str, Any]:
        found = super().row()
        capacity = found.pop("capacity", None)
        if capacity is not None:
            rows = PRESETS[found["preset"]].row()["know_hows"]
            found["know_hows"] = [{**row, "capacity": str(capacity)} for row in rows]
        return {**found, "commune": label_of(found["commune"])}


class RemoveForm(ChangeForm):
    """Do without an organisation."""

    kind = "remove_actor"
    title = _("Retirer une organisation")

    organisation = OrganisationField()


class CapacityForm(ChangeForm):
    """Give an organisation a capacity in a know-how."""

    kind = "set_capacity"
    title = _("Changer une capacité")

    organisation = OrganisationField()
    transformation = forms.ChoiceField(label=_("Savoir-faire"), choices=transformation_choices)
    capacity = _capacity()
    unit = UnitField(required=True)

    def row(self) -> dict[str, Any]:
        found = super().row()
        return {**found, "capacity": str(found["capacity"])}


class LabelForm(ChangeForm):
    """Let an organisation obtain a label, or lose it."""

    kind = "add_label"
    title = _("Donner ou retirer un label")

    organisation = OrganisationField()
    label = forms.ModelChoiceField(
        label=_("Label"), queryset=Label.objects.order_by("name"), to_field_name="code"
    )
    lost = forms.BooleanField(label=_("Le label est perdu, et non obtenu"), required=False)

    def row(self) -> dict[str, Any]:
        found = super().row()
        kind = "remove_label" if found.pop("lost") else "add_label"
        return {**found, "kind": kind, "label": found["label"].code}


class AuthorisationForm(ChangeForm):
    """Authorise an organisation to receive a waste."""

    kind = "add_authorisation"
    title = _("Donner une autorisation de recevoir un déchet")

    organisation = OrganisationField()
    low_code = forms.RegexField(
        label=_("Code de la liste européenne des déchets"),
        regex=r"^(\d\s*){2}((\d\s*){2}){0,2}\*?$",
        max_length=12,
        help_text=_("2, 4 ou 6 chiffres, par exemple 20 01 08."),
        error_messages={"invalid": _("Donnez 2, 4 ou 6 chiffres.")},
    )


class RadiusForm(ChangeForm):
    """Let an organisation reach further, or less far."""

    kind = "set_radius"
    title = _("Changer une distance")

    organisation = OrganisationField()
    kilometres = forms.IntegerField(label=_("Jusqu’où (km)"), min_value=0, max_value=500)


FORMS: dict[str, type[ChangeForm]] = {
    form.kind: form
    for form in (AddForm, RemoveForm, CapacityForm, LabelForm, RadiusForm, AuthorisationForm)
}
"""Kind of change → its form, in the order shown."""
