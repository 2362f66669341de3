"""What a posting says, asked in everyday words: shared by posting, editing and the preview."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation.enums import Direction, Logistics, Period, PriceMode
from cooperation.forms import resources
from cooperation.forms.fields import MonthsField, UnitField, unit_error
from cooperation.forms.photos import PhotoForm
from cooperation.models import Posting
from cooperation.wording.postings import resource_label
from pacte.forms.fields import CommuneField
from pacte.models import Kind, Label
from pacte.selectors.communes import label_of

if TYPE_CHECKING:
    from django.forms import BoundField

BOXES = forms.CheckboxSelectMultiple
PACKS = re.compile(r"([\d\s]{1,12}?)\s*(?:[x×*]|[^\W\d_]{1,20}\s+d[e’'])\s*([\d\s.,]{1,12})")
"""So many packs of so many."""
TITLE_LENGTH = 140
CONTENT_STEPS = (
    (_("1. Quoi et combien"), "direction what resource quantity+unit+period"),
    (_("2. Quand"), "starts_on+ends_on months"),
    (_("3. Où"), "place+max_distance_km"),
    (_("4. Votre annonce"), "title description"),
)
"""What is asked, step by step; ``+`` puts fields side by side."""
OPTIONS = "price_mode+price logistics+logistics_note labels kinds_may_answer"
"""What may be told too, folded after the fourth step."""
PLAIN = (
    *("direction", "title", "description", "quantity", "unit", "period", "starts_on", "ends_on"),
    *("months", "max_distance_km", "price_mode", "price", "logistics", "logistics_note"),
)


def day_field(label: Any) -> forms.DateField:
    """Return a field for a day, with the browser's calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


def text_field(label: Any, most: int, **options: Any) -> forms.CharField:
    """Return a field for a text of bounded length."""
    attrs = options.pop("attrs", {})
    widget = options.pop("widget", forms.TextInput)(attrs=attrs)
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


def number_field(label: Any, **options: Any) -> forms.DecimalField:
    """Return a field for a number typed the French way."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    options = {"required": False, "localize": True, "max_digits": 14, **options}
    return forms.DecimalField(label=label, widget=widget, **options)


class QuantityField(forms.DecimalField):
    """A number typed the French way, or so many packs of so many: ``30 caisses de 12``."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        kwargs = {"max_digits": 14, "decimal_places": 3, "widget": widget, **kwargs}
        super().__init__(required=False, localize=True, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        found = PACKS.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None:
            return super().to_python(value)
        count, each = (super(QuantityField, self).to_python(part) for part in found.groups())
        return count * each if count is not None and each is not None else None


class PostingContentForm(forms.Form):
    """What, how much, when, where, for whom."""

    steps_shown: tuple[tuple[Any, str], ...] = CONTENT_STEPS

    direction = forms.ChoiceField(
        label=_("Vous proposez ou vous cherchez ?"),
        choices=[(Direction.OFFER, _("Je propose (offre)")), (Direction.NEED, _("Je cherche"))],
        widget=forms.RadioSelect,
    )
    what = text_field(
        _("Quoi ?"),
        200,
        help_text=_("Avec vos mots : pain de la veille, bocaux en verre, carottes, menuiserie…"),
        attrs={"autocomplete": "off"},
    )
    resource = forms.ChoiceField(
        label=_("Précisez de quoi il s’agit"), required=False, widget=forms.RadioSelect
    )
    quantity = QuantityField(
        label=_("Quantité"),
        help_text=_("« 30 × 12 » ou « 30 caisses de 12 » se calculent."),
    )
    unit = UnitField()
    period = forms.ChoiceField(
        label=_("À quel rythme ?"), choices=Period.choices, initial=Period.ONE_OFF
    )
    starts_on = day_field(_("À partir du"))
    ends_on = day_field(_("Jusqu’au"))
    months = MonthsField(help_text=_("Si c’est de saison. Aucun : toute l’année."))
    place = CommuneField(
        label=_("Commune"),
        required=False,
        help_text=_("Nom, code postal ou code INSEE. Vide : celle de l’organisation."),
        widget=forms.TextInput(attrs={"list": "commune-names", "autocomplete": "off"}),
    )
    max_distance_km = forms.IntegerField(
        label=_("Distance maximale (km)"),
        required=False,
        min_value=0,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    title = text_field(
        _("Titre"),
        140,
        required=False,
        help_text=_("Comme sur une affichette. Vide : ce que vous proposez ou cherchez."),
    )
    description = text_field(
        _("Description"), 4000, required=False, widget=forms.Textarea, attrs={"rows": 5}
    )
    price_mode = forms.ChoiceField(
        label=_("Don, prix ou échange"), choices=PriceMode.choices, initial=PriceMode.NEGOTIABLE
    )
    price = number_field(_("Prix par unité (€)"), decimal_places=2, min_value=0, max_digits=12)
    logistics = forms.ChoiceField(
        label=_("Transport"), required=False, choices=[("", "---------"), *Logistics.choices]
    )
    logistics_note = text_field(_("Précisions sur le transport"), 300, required=False)
    labels = forms.ModelMultipleChoiceField(
        label=_("Labels tenus ou exigés"),
        required=False,
        queryset=Label.objects.all(),
        widget=BOXES,
    )
    kinds_may_answer = forms.ModelMultipleChoiceField(
        label=_("Qui peut répondre ?"),
        required=False,
        queryset=Kind.objects.all(),
        widget=BOXES,
        help_text=_("Aucune case cochée : tout le monde."),
    )

    def __init__(self, *args: Any, posting: Posting | None = None, **kwargs: Any) -> None:
        if posting is not None:
            kwargs["initial"] = initial_of(posting) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.posting = posting or Posting()
        typed = self.data.get("what", "") if self.is_bound else self.initial.get("what", "")
        self.reading = resources.read(str(typed).strip()[:200])
        self.fields["resource"].choices = self.reading.choices  # type: ignore[attr-defined]

    def steps(self) -> "list[tuple[Any, list[list[BoundField]]]]":
        """Return the steps, each with its rows of fields."""
        return [(title, self._rows(names)) for title, names in self.steps_shown]

    def options(self) -> "list[list[BoundField]]":
        """Return the rows of what may be told too."""
        return self._rows(OPTIONS)

    @property
    def has_options(self) -> bool:
        """Say whether something was told, or is wrong, in what is folded."""
        names = OPTIONS.replace("+", " ").split()
        if not self.is_bound:
            return any(self.initial.get(name) for name in names if name != "price_mode")
        return any(name in self.errors or name in self.changed_data for name in names)

    def _hidden(self) -> set[str]:
        """Name the fields from which there is nothing to choose."""
        return set() if self.reading.choices else {"resource"}

    def _rows(self, names: str) -> "list[list[BoundField]]":
        hidden = self._hidden()
        rows = [[self[n] for n in row.split("+") if n not in hidden] for row in names.split()]
        return [row for row in rows if row]

    def clean_what(self) -> str:
        text: str = self.cleaned_data["what"]
        if not self.reading.code and not self.reading.choices:
            message = _("Nous ne reconnaissons pas « %(text)s » : essayez avec d’autres mots.")
            raise ValidationError(message, code="unknown", params={"text": text})
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._clean_resource(data)
        self._clean_posting(data)
        return data

    def _clean_resource(self, data: dict[str, Any]) -> None:
        if self.reading.code:
            data["resource"] = self.reading.code
        elif self.reading.choices and not data.get("resource"):
            self.add_error("resource", _("Plusieurs sens possibles : choisissez le bon."))

    def _clean_posting(self, data: dict[str, Any]) -> None:
        for name in PLAIN:
            if name in data:
                setattr(self.posting, name, data[name])
        self.posting.commune = data.get("place")
        self.posting.resource = data.get("resource", "")
        if self.posting.resource and not data.get("title") and "title" not in self.errors:
            self.posting.title = resource_label(self.posting.resource)[:TITLE_LENGTH]
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
        self.posting.labels = list(self.cleaned_data["labels"])
        self.posting.kinds_may_answer = list(self.cleaned_data["kinds_may_answer"])
        return self.posting


class PostingEditForm(PhotoForm, PostingContentForm):
    """A posting written again by its author: what it is about, never which side it is on."""

    steps_shown = (
        (_("1. Quoi et combien"), "what resource quantity+unit+period"),
        *CONTENT_STEPS[1:],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["direction"]


def initial_of(posting: Posting) -> dict[str, Any]:
    """Return what the fields hold of a posting that is stored."""
    values: dict[str, Any] = {name: getattr(posting, name) for name in PLAIN}
    return {
        **values,
        "what": resource_label(posting.resource),
        "resource": posting.resource,
        "place": label_of(posting.commune) if posting.commune else "",
        "labels": [row.pk for row in posting.labels.all()],
        "kinds_may_answer": [row.pk for row in posting.kinds_may_answer.all()],
    }
