"""The profile of an organisation, as its members edit it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.forms.fields import COMMUNES, CommuneField
from pacte.forms.images import CleanImageField
from pacte.models import Kind, Label, Organisation, Theme
from pacte.plain_text import to_text
from pacte.selectors.communes import label_of
from pacte.services.profiles import LogoChange

BOXES = forms.CheckboxSelectMultiple
NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
APART = ("base", "logo", "logo_gone")
SAME_YEAR, LAST_YEAR = 1990, 2100


def _many(label: Any, model: Any, help_text: Any = "") -> "forms.ModelMultipleChoiceField[Any]":
    rows = model.objects.all()
    return forms.ModelMultipleChoiceField(
        label=label, queryset=rows, required=False, widget=BOXES, help_text=help_text
    )


class ProfileForm(forms.Form):
    """What an organisation tells of itself; ``base`` is the version that was being read."""

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)
    summary = forms.CharField(
        label=_("Ce que vous faites, en une phrase"),
        max_length=300,
        required=False,
        help_text=_("Ce que vous faites, pour qui : le moteur y reconnaît votre métier."),
    )
    logo = CleanImageField(label=_("Logo"), help_text=_("JPEG, PNG ou WebP, 10 Mo au plus."))
    logo_gone = forms.BooleanField(label=_("Enlever le logo"), required=False)
    logo_alt = forms.CharField(
        label=_("Ce que montre le logo"),
        max_length=160,
        required=False,
        help_text=_("Vide : « Logo de », puis le nom de l’organisation."),
    )
    description = forms.CharField(
        label=_("Présentation"),
        max_length=6000,
        required=False,
        help_text=_("Une ligne vide sépare deux paragraphes."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    kinds = _many(_("Vos natures"), Kind)
    themes = _many(_("Vos thèmes"), Theme)
    labels = _many(_("Vos labels"), Label, _("Ceux que vous tenez aujourd’hui."))
    website = forms.URLField(
        label=_("Site internet"), max_length=200, required=False, assume_scheme="https"
    )
    headcount = forms.IntegerField(
        label=_("Effectif"),
        required=False,
        min_value=0,
        max_value=500_000,
        widget=forms.TextInput(attrs=NUMBER),
    )
    headcount_year = forms.IntegerField(
        label=_("Année de l’effectif"),
        required=False,
        min_value=SAME_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs=NUMBER),
    )
    naf = forms.CharField(
        label=_("Code NAF"),
        max_length=6,
        required=False,
        help_text=_("Comme 10.71C ; il figure sur l’avis de situation."),
    )
    address = forms.CharField(label=_("Adresse postale"), max_length=200, required=False)
    commune = CommuneField(
        label=_("Commune"), required=False, widget=forms.TextInput(attrs=COMMUNES)
    )
    service_radius_km = forms.IntegerField(
        label=_("Rayon d’action (km)"),
        required=False,
        min_value=0,
        max_value=1000,
        widget=forms.TextInput(attrs=NUMBER),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(organisation))
        super().__init__(*args, **kwargs)
        if organisation.logo_id is None and organisation.logo_proposed_id is None:
            del self.fields["logo_gone"]
        if kwargs["initial"]["description"] is None:
            self.fields["description"].disabled = True
            self.fields["description"].help_text = _(
                "Votre présentation est mise en forme : l’animation la modifie avec vous."
            )

    def content(self) -> dict[str, Any]:
        """Return what was typed, by field; a presentation in layout is left as it is."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in APART}
        if self.fields["description"].disabled:
            given.pop("description")
        return given

    def logo_change(self) -> LogoChange:
        """Return what becomes of the logo: one that is chosen passes before the box."""
        gone = bool(self.cleaned_data.get("logo_gone"))
        return LogoChange(self.cleaned_data.get("logo"), is_gone=gone)

    def ask_for_the_file_again(self, sent: Any) -> None:
        """Say that a browser forgets the file that was chosen, when the page comes back."""
        if sent and "logo" not in self.errors:
            self.add_error("logo", _("Choisissez le logo de nouveau : il n’a pas été enregistré."))


def initial_of(organisation: Organisation) -> dict[str, Any]:
    """Return what the form shows of an organisation in memory."""
    plain = [
        "summary",
        "website",
        "headcount",
        "headcount_year",
        "naf",
        "address",
        "service_radius_km",
        "logo_alt",
    ]
    return {
        **{name: getattr(organisation, name) for name in plain},
        **{name: list(getattr(organisation, name).all()) for name in ("kinds", "themes", "labels")},
        "description": to_text(organisation.description),
        "commune": label_of(organisation.commune) if organisation.commune else "",
        "base": organisation.latest_revision_id or 0,
    }
