"""The public form that posts an offer or a need, on one page and without an account."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cooperation.forms.photos import PhotoForm
from cooperation.forms.posting_content import CONTENT_STEPS, PostingContentForm, text_field
from cooperation.models import Posting, PostingContact
from pacte.forms.fields import CommuneField
from pacte.models import Organisation
from pacte.services.organisations import NewOrganisation
from pacte.validators import validate_siret

WHO = "acts_for organisation_name organisation_siret+organisation_place"
REACH = "contact_name contact_email+contact_phone consent"
KEPT = (
    *("direction", "what", "resource", "quantity", "unit", "period", "starts_on", "ends_on"),
    *("months", "place", "max_distance_km", "title", "description", "price_mode", "price"),
    *("logistics", "logistics_note", "labels", "kinds_may_answer", "acts_for"),
    *("organisation_name", "organisation_siret", "organisation_place"),
)
"""What a draft keeps of what is typed: nothing that says how to reach a person."""


class DepositForm(PhotoForm, PostingContentForm):
    """What, how much, when, where, for whom; who posts, and how to reach them."""

    steps_shown = (
        *CONTENT_STEPS,
        (_("5. Votre organisation"), WHO),
        (_("6. Vous joindre (jamais affiché)"), REACH),
    )

    acts_for = forms.ModelChoiceField(
        label=_("Au nom de"),
        required=False,
        queryset=Organisation.objects.none(),
        empty_label=_("Une autre organisation"),
    )
    organisation_name = text_field(
        _("Nom de l’organisation"), 160, required=False, attrs={"autocomplete": "organization"}
    )
    organisation_siret = text_field(
        _("SIRET"),
        20,
        required=False,
        help_text=_("14 chiffres, les espaces sont permis. Il évite les doublons."),
        validators=[validate_siret],
        attrs={"inputmode": "numeric", "autocomplete": "off"},
    )
    organisation_place = CommuneField(
        label=_("Commune de l’organisation"),
        required=False,
        widget=forms.TextInput(attrs={"list": "commune-names", "autocomplete": "off"}),
    )
    contact_name = text_field(_("Votre nom"), 120, attrs={"autocomplete": "name"})
    contact_email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    contact_phone = text_field(
        _("Téléphone"), 30, required=False, attrs={"type": "tel", "autocomplete": "tel"}
    )
    consent = forms.BooleanField(
        label=_("J’accepte que l’animation du pacte utilise ces coordonnées pour cette annonce.")
    )
    website = text_field(
        _("Laissez ce champ vide"), 200, required=False, attrs={"autocomplete": "off"}
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acts_for"].queryset = organisations  # type: ignore[attr-defined]

    def _hidden(self) -> set[str]:
        hidden = super()._hidden()
        if not self.fields["acts_for"].queryset:  # type: ignore[attr-defined]
            hidden.add("acts_for")
        return hidden

    @property
    def is_robot(self) -> bool:
        """Say whether the field that nobody sees was filled."""
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._clean_organisation(data)
        return data

    def _clean_organisation(self, data: dict[str, Any]) -> None:
        if data.get("acts_for") or "organisation_siret" in self.errors:
            return
        if not data.get("organisation_name"):
            self.add_error("organisation_name", _("Donnez le nom de l’organisation."))
        known = self.known_organisation()
        place = data.get("organisation_place")
        if known is None and place is None and "organisation_place" not in self.errors:
            self.add_error("organisation_place", _("Donnez la commune de l’organisation."))

    def known_organisation(self) -> Organisation | None:
        """Return the published organisation that is named, when no SIRET says otherwise."""
        if self.cleaned_data.get("organisation_siret"):
            return None
        name = self.cleaned_data.get("organisation_name", "")
        found = list(Organisation.objects.public().filter(name__iexact=name)[:2]) if name else []
        return found[0] if len(found) == 1 else None

    def filled_posting(self) -> Posting:
        """Return the posting as typed, not saved."""
        posting = super().filled_posting()
        known = self.cleaned_data.get("acts_for") or self.known_organisation()
        if known is not None:
            posting.organisation = known
        return posting

    def new_organisation(self) -> NewOrganisation | None:
        """Return the organisation to find by its SIRET or to draft, if none is chosen."""
        data = self.cleaned_data
        if data.get("acts_for") or self.known_organisation():
            return None
        return NewOrganisation(
            name=data["organisation_name"],
            siret=data["organisation_siret"],
            commune=data["organisation_place"],
        )

    def contact(self) -> PostingContact:
        """Return how to reach who posts, not saved."""
        data = self.cleaned_data
        return PostingContact(
            name=data["contact_name"], email=data["contact_email"], phone=data["contact_phone"]
        )
