"""Forms of the season's plan: a new plan, and a trial on one."""

import datetime as dt
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation import knowledge
from cooperation.knowledge import ResourceKind
from cooperation.matching.allocate.season.changes import Newcomer, Trial
from cooperation.matching.allocate.season.parameters import PlanParameters
from cooperation.matching.allocate.season.request import Month, months_from
from cooperation.wording.season_plans import month_label
from pacte.selectors.communes import find_communes, label_of

FOODS = (ResourceKind.FOOD, ResourceKind.PREPARED_FOOD)
DEPTH = 2
"""Families of products stop at this depth of the taxonomy; the rest is under them."""


def family_choices() -> list[tuple[str, str]]:
    """Return the families of food, in the order of the taxonomy."""
    return [
        (code, row.label)
        for code, row in knowledge.load().resources.items()
        if row.kind in FOODS and row.depth == DEPTH
    ]


def food_choices() -> list[tuple[str, str]]:
    """Return every food, indented by depth."""
    rows = knowledge.load().resources.items()
    return [
        (code, "\u2003" * (row.depth - 1) + row.label) for code, row in rows if row.kind in FOODS
    ]


class Reach(forms.Form):
    """How far, and which shares: common to a plan and to a trial."""

    radius_km = forms.IntegerField(
        label=gettext_lazy("Distance maximale (km)"),
        help_text=gettext_lazy("Vide : chacun garde celle de son annonce. De 1 à 500."),
        required=False,
        min_value=1,
        max_value=500,
    )
    quality_share = forms.IntegerField(
        label=gettext_lazy("Part durable et de qualité visée (%)"),
        help_text=gettext_lazy("Biologique compris. La loi EGalim demande 50\N{NO-BREAK SPACE}%."),
        min_value=0,
        max_value=100,
    )
    organic_share = forms.IntegerField(
        label=gettext_lazy("Part biologique visée (%)"),
        help_text=gettext_lazy("La loi EGalim demande 20\N{NO-BREAK SPACE}%."),
        min_value=0,
        max_value=100,
    )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse more organic products than products of quality."""
        data: dict[str, Any] = super().clean() or {}
        quality, organic = data.get("quality_share"), data.get("organic_share")
        if quality is not None and organic is not None and organic > quality:
            message = _("La part biologique (%(organic)s %%) dépasse la part durable et de qualité")
            said = message % {"organic": organic} + _(" (%(quality)s %%).") % {"quality": quality}
            self.add_error("organic_share", said)
        return data


class PlanForm(Reach):
    """A new plan."""

    field_order = ("title", "start", "count", "products", "epcis", "radius_km", "local_km")

    title = forms.CharField(label=gettext_lazy("Titre"), max_length=140)
    start = forms.ChoiceField(label=gettext_lazy("Premier mois"))
    count = forms.IntegerField(
        label=gettext_lazy("Nombre de mois"), min_value=1, max_value=12, initial=12
    )
    products = forms.MultipleChoiceField(
        label=gettext_lazy("Produits"),
        help_text=gettext_lazy("Rien de coché : tous."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    epcis = forms.MultipleChoiceField(
        label=gettext_lazy("Intercommunalités des cuisines"),
        help_text=gettext_lazy("Rien de coché : toutes. Les producteurs viennent de partout."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    local_km = forms.IntegerField(
        label=gettext_lazy("Compte comme local jusqu’à (km)"),
        help_text=gettext_lazy("De commune à commune, à vol d’oiseau. La loi n’en fixe pas."),
        min_value=1,
        max_value=500,
        initial=50,
    )

    def __init__(self, *args: Any, epcis: list[tuple[str, str]], today: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        months = months_from(Month(today.year, today.month), 12)
        self._choose("start", [(str(month), month_label(str(month))) for month in months])
        self._choose("products", family_choices())
        self._choose("epcis", epcis)
        self.fields["quality_share"].initial, self.fields["organic_share"].initial = 50, 20
        self.fields["title"].initial = _("Plan de saison, %s") % month_label(str(months[0]))

    def parameters(self) -> PlanParameters:
        """Return what is asked, once valid."""
        data = self.cleaned_data
        year, month = map(int, data["start"].split("-"))
        return PlanParameters(
            start=Month(year, month),
            count=data["count"],
            products=tuple(data["products"]),
            epcis=tuple(data["epcis"]),
            radius_km=data["radius_km"],
            local_km=data["local_km"],
            quality_share=data["quality_share"] * 10,
            organic_share=data["organic_share"] * 10,
        )


class TrialForm(Reach):
    """What would change: someone leaves, someone gives more or less, someone comes, a radius."""

    field_order = ("removed", "scaled", "capacity", "resource", "kilos", "commune", "organic")

    removed = forms.MultipleChoiceField(
        label=gettext_lazy("Sans ces organisations"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=gettext_lazy("Producteurs ou cuisines qui partiraient."),
    )
    scaled = forms.ChoiceField(
        label=gettext_lazy("Ce producteur change de capacité"), required=False
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Il donnerait (% d’aujourd’hui)"),
        required=False,
        min_value=0,
        max_value=1000,
    )
    resource = forms.ChoiceField(
        label=gettext_lazy("Un producteur de plus donnerait"), required=False
    )
    kilos = forms.DecimalField(
        label=gettext_lazy("Combien chaque mois (kg)"),
        required=False,
        min_value=Decimal(1),
        max_value=Decimal(1_000_000),
        decimal_places=1,
        localize=True,
    )
    commune = forms.CharField(
        label=gettext_lazy("Dans quelle commune"), required=False, max_length=80
    )
    organic = forms.BooleanField(label=gettext_lazy("En agriculture biologique"), required=False)

    def __init__(
        self,
        *args: Any,
        base: PlanParameters,
        producers: list[tuple[str, str]],
        kitchens: list[tuple[str, str]],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self._base = base
        self._choose("removed", [*producers, *(row for row in kitchens if row not in producers)])
        self._choose("scaled", [("", "---------"), *producers])
        self._choose("resource", [("", "---------"), *food_choices()])
        self.fields["radius_km"].initial = base.radius_km
        self.fields["quality_share"].initial = base.quality_share // 10
        self.fields["organic_share"].initial = base.organic_share // 10

    def clean_commune(self) -> str:
        """Read a commune by its name, a postcode or its INSEE code."""
        text = self.cleaned_data["commune"]
        if not text:
            return ""
        found = find_communes(text)
        if len(found) == 1:
            return str(found[0].insee)
        if not found:
            raise ValidationError(_("Commune inconnue. Écrivez son nom ou son code postal."))
        names = ", ".join(label_of(row) for row in found)
        raise ValidationError(_("Plusieurs communes répondent : %s. Laquelle ?") % names)

    def clean(self) -> dict[str, Any]:
        """Ask for both halves of a change, and for one change at least."""
        data = super().clean()
        self._both(data, "scaled", "capacity", _("Dites aussi combien il donnerait."))
        self._both(data, "capacity", "scaled", _("Dites aussi quel producteur."))
        self._both(data, "resource", "kilos", _("Dites aussi combien chaque mois."))
        self._both(data, "resource", "commune", _("Dites aussi dans quelle commune."))
        self._both(data, "kilos", "resource", _("Dites aussi quel produit."))
        if not self.errors and self._is_same():
            raise ValidationError(_("Rien ne change : modifiez au moins une valeur."))
        return data

    def _both(self, data: dict[str, Any], given: str, needed: str, message: str) -> None:
        missing = data.get(needed) in (None, "")
        if data.get(given) not in (None, "") and missing and needed not in self.errors:
            self.add_error(needed, message)

    def _is_same(self) -> bool:
        return self.parameters("").as_data() == self._base.as_data()

    def parameters(self, token: str) -> PlanParameters:
        """Return the plan as the trial would make it, compared with the plan of a token."""
        data = self.cleaned_data
        base = self._base
        return PlanParameters(
            start=base.start,
            count=base.count,
            products=base.products,
            epcis=base.epcis,
            radius_km=data["radius_km"],
            local_km=base.local_km,
            quality_share=data["quality_share"] * 10,
            organic_share=data["organic_share"] * 10,
            trial=self._trial(data),
            base=token,
            is_public=base.is_public if not token else False,
        )

    @staticmethod
    def _trial(data: dict[str, Any]) -> Trial:
        newcomer = Newcomer(
            resource=data["resource"],
            insee=data["commune"],
            kilos=data["kilos"] or Decimal(0),
            labels=frozenset({"ab"}) if data["organic"] else frozenset(),
        )
        return Trial(
            removed=frozenset(map(int, data["removed"])),
            capacities={int(data["scaled"]): data["capacity"] * 10} if data["scaled"] else {},
            newcomers=(newcomer,) if data["resource"] else (),
        )
