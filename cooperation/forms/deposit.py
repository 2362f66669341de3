"""The public form that posts an offer or a need, on one page and without an account."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cooperation.enums import Direction, Logistics, Period, PriceMode
from cooperation.forms import resources
from cooperation.forms.fields import CommuneField, MonthsField, UnitField, unit_error
from cooperation.models import Posting, PostingContact
from pacte.models import Kind, Label, Organisation
from pacte.services.organisations import NewOrganisation
from pacte.validators import validate_siret

if TYPE_CHECKING:
    from django.forms import BoundField

BOXES = forms.CheckboxSelectMultiple
STEPS = (
    (_("1. Quoi et combien"), "direction what resource quantity+unit+period"),
    (_("2. Quand"), "starts_on+ends_on months"),
    (_("3. Où"), "place+max_distance_km"),
    (_("4. Votre annonce"), "title description"),
    (
        _("5. Votre organisation"),
        "acts_for organisation_name organisation_siret+organisation_place",
    ),
    (_("6. Vous joindre (jamais affiché)"), "contact_name contact_email+contact_phone consent"),
)
"""What is asked, step by step; ``+`` puts fields side by side."""
OPTIONS = "price_mode+price logistics+logistics_note labels kinds_may_answer"
"""What may be told too, folded after the fourth step."""
PLAIN = [
    "direction",
    "title",
    "description",
    "quantity",
    "unit",
    "period",
    "starts_on",
    "ends_on",
    "months",
    "max_distance_km",
    "price_mode",
    "price",
    "logistics",
    "logistics_note",
]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


def _text(label: Any, most: int, **options: Any) -> forms.CharField:
    attrs = options.pop("attrs", {})
    widget = options.pop("widget", forms.TextInput)(attrs=attrs)
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


def _number(label: Any, **options: Any) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    options = {"required": False, "localize": True, "max_digits": 14, **options}
    return forms.DecimalField(label=label, widget=widget, **options)


class DepositForm(forms.Form):
    """What, how much, when, where, for whom; who posts, and how to reach them."""

    direction = forms.ChoiceField(
        label=_("Vous proposez ou vous cherchez ?"),
        choices=[(Direction.OFFER, _("Je propose (offre)")), (Direction.NEED, _("Je cherche"))],
        widget=forms.RadioSelect,
    )
    what = _text(
        _("Quoi ?"),
        200,
        help_text=_("Avec vos mots : pain de la veille, bocaux en verre, carottes, menuiserie…"),
        attrs={"list": "resource-names", "autocomplete": "off"},
    )
    resource = forms.ChoiceField(
        label=_("Précisez de quoi il s’agit"), required=False, widget=forms.RadioSelect
    )
    quantity = _number(_("Quantité"), decimal_places=3)
    unit = UnitField()
    period = forms.ChoiceField(
        label=_("À quel rythme ?"), choices=Period.choices, initial=Period.ONE_OFF
    )
    starts_on = _day(_("À partir du"))
    ends_on = _day(_("Jusqu’au"))
    months = MonthsField(help_text=_("Si c’est de saison. Aucun : toute l’année."))
    place = CommuneField(
        label=_("Commune"),
        required=False,
        help_text=_("Nom, code postal ou code INSEE. Vide : celle de l’organisation."),
        widget=forms.TextInput(attrs={"list": "commune-names", "autocomplete": "off"}),
    )
    max_distance_km = forms.IntegerField(
        label=_("Distance maximale (km)"),
        required=False,
        min_value=0,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    title = _text(_("Titre"), 140, help_text=_("En quelques mots, comme sur une affichette."))
    description = _text(
        _("Description"), 4000, required=False, widget=forms.Textarea, attrs={"rows": 5}
    )
    price_mode = forms.ChoiceField(
        label=_("Don, prix ou échange"), choices=PriceMode.choices, initial=PriceMode.NEGOTIABLE
    )
    price = _number(_("Prix par unité (€)"), decimal_places=2, min_value=0, max_digits=12)
    logistics = forms.ChoiceField(
        label=_("Transport"), required=False, choices=[("", "---------"), *Logistics.choices]
    )
    logistics_note = _text(_("Précisions sur le transport"), 300, required=False)
    labels = forms.ModelMultipleChoiceField(
        label=_("Labels tenus ou exigés"),
        required=False,
        queryset=Label.objects.all(),
        widget=BOXES,
    )
    kinds_may_answer = forms.ModelMultipleChoiceField(
        label=_("Qui peut répondre ?"),
        required=False,
        queryset=Kind.objects.all(),
        widget=BOXES,
        help_text=_("Aucune case cochée : tout le monde."),
    )
    acts_for = forms.ModelChoiceField(
        label=_("Au nom de"),
        required=False,
        queryset=Organisation.objects.none(),
        empty_label=_("Une autre organisation"),
    )
    organisation_name = _text(
        _("Nom de l’organisation"), 160, required=False, attrs={"autocomplete": "organization"}
    )
    organisation_siret = _text(
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
    contact_name = _text(_("Votre nom"), 120, attrs={"autocomplete": "name"})
    contact_email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    contact_phone = _text(
        _("Téléphone"), 30, required=False, attrs={"type": "tel", "autocomplete": "tel"}
    )
    consent = forms.BooleanField(
        label=_("J’accepte que l’animation du pacte utilise ces coordonnées pour cette annonce.")
    )
    website = _text(_("Laissez ce champ vide"), 200, required=False, attrs={"autocomplete": "off"})

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posting = Posting()
        self.fields["acts_for"].queryset = organisations  # type: ignore[attr-defined]
        self.reading = resources.read(self.data.get("what", "").strip()[:200])
        self.fields["resource"].choices = self.reading.choices  # type: ignore[attr-defined]

    def steps(self) -> "list[tuple[Any, list[list[BoundField]]]]":
        """Return the steps, each with its rows of fields."""
        return [(title, self._rows(names)) for title, names in STEPS]

    def options(self) -> "list[list[BoundField]]":
        """Return the rows of what may be told too."""
        return self._rows(OPTIONS)

    @property
    def has_options(self) -> bool:
        """Say whether something was told, or is wrong, in what is folded."""
        if not self.is_bound:
            return False
        names = OPTIONS.replace("+", " ").split()
        return any(name in self.errors or name in self.changed_data for name in names)

    def _rows(self, names: str) -> "list[list[BoundField]]":
        """Return the fields of a step by row; what there is nothing to choose from is left out."""
        hidden = set()
        if not self.reading.choices:
            hidden.add("resource")
        if not self.fields["acts_for"].queryset:  # type: ignore[attr-defined]
            hidden.add("acts_for")
        rows = [[self[n] for n in row.split("+") if n not in hidden] for row in names.split()]
        return [row for row in rows if row]

    @property
    def is_robot(self) -> bool:
        """Say whether the field that nobody sees was filled."""
        return bool(self.data.get("website"))

    def clean_what(self) -> str:
        text: str = self.cleaned_data["what"]
        if not self.reading.code and not self.reading.choices:
            message = _("Nous ne reconnaissons pas « %(text)s » : essayez avec d’autres mots.")
            raise ValidationError(message, code="unknown", params={"text": text})
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._clean_resource(data)
        self._clean_organisation(data)
        self._clean_posting(data)
        return data

    def _clean_resource(self, data: dict[str, Any]) -> None:
        if self.reading.code:
            data["resource"] = self.reading.code
        elif self.reading.choices and not data.get("resource"):
            self.add_error("resource", _("Plusieurs sens possibles : choisissez le bon."))

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

    def _clean_posting(self, data: dict[str, Any]) -> None:
        for name in PLAIN:
            if name in data:
                setattr(self.posting, name, data[name])
        self.posting.commune = data.get("place")
        self.posting.resource = data.get("resource", "")
        if error := unit_error(self.posting.resource, data.get("unit", "")):
            self.add_error("unit", error)
        try:
            self.posting.full_clean(exclude=["organisation"])
        except ValidationError as problems:
            for name, errors in problems.error_dict.items():
                if name in self.fields and name not in self.errors:
                    self.add_error(name, errors)

    def filled_posting(self) -> Posting:
        """Return the posting as typed, not saved."""
        data = self.cleaned_data
        self.posting.labels = list(data["labels"])
        self.posting.kinds_may_answer = list(data["kinds_may_answer"])
        known = data.get("acts_for") or self.known_organisation()
        if known is not None:
            self.posting.organisation = known
        return self.posting

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
