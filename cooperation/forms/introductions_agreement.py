"""The form by which a party declares a cooperation."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.enums import Period
from cooperation.forms.fields import ResourceField, UnitField, unit_error
from cooperation.forms.introductions import not_far_ahead, quantity_field, word_field
from cooperation.selectors.served_actions import likely_action
from cooperation.services.agreements import Terms
from pacte.models import Action, Organisation

if TYPE_CHECKING:
    from cooperation.selectors.introductions_page import Page


class DeclareForm(forms.Form):
    """What flows, from whom to whom, how much, how often, since when, for which action."""

    ends = forms.ChoiceField(label=gettext_lazy("Qui donne à qui ?"), widget=forms.RadioSelect)
    resource = ResourceField(label=gettext_lazy("Quoi ?"))
    quantity = quantity_field(gettext_lazy("Quantité (facultatif)"))
    unit = UnitField()
    period = forms.ChoiceField(
        label=gettext_lazy("À quel rythme ?"), choices=Period.choices, initial=Period.ONE_OFF
    )
    since = forms.DateField(
        label=gettext_lazy("Depuis quand ?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    action = forms.ModelChoiceField(
        label=gettext_lazy("Action de la feuille de route servie (facultatif)"),
        required=False,
        queryset=Action.objects.none(),
        empty_label=gettext_lazy("Aucune, ou nous ne savons pas"),
        help_text=gettext_lazy(
            "Confirmée, la coopération compte dans les indicateurs de l’action qui les comptent."
        ),
    )
    word = word_field(gettext_lazy("Un mot pour l’autre partie (facultatif)"))

    def __init__(self, *args: Any, page: "Page", today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.today = page, today
        self.fields["ends"].choices = self._pairs()  # type: ignore[attr-defined]
        self.fields["ends"].initial = self.fields["ends"].choices[0][0]  # type: ignore[attr-defined]
        self.fields["action"].queryset = Action.objects.public().order_by(  # type: ignore[attr-defined]
            "title", "pk"
        )
        if self.initial.get("action") is not None:
            self.fields["action"].help_text = _(
                "Proposée d’après ce qui circule déjà et vos engagements : changez-la si c’est une autre."
            )

    def _pairs(self) -> list[tuple[str, str]]:
        """Return every flow between one's organisation and another, the likely way first."""
        mine = self.page.organisation
        gives = self.page.party.side == "offer"
        pairs = []
        for row in self.page.others:
            if row.refused_at is None:
                ways = [(mine, row.organisation), (row.organisation, mine)]
                pairs += ways if gives else ways[::-1]
        return [(f"{a.pk}-{b.pk}", f"{a.name} → {b.name}") for a, b in pairs]

    def clean_since(self) -> dt.date:
        since: dt.date = self.cleaned_data["since"]
        if not not_far_ahead(since, self.today):
            raise ValidationError(_("Donnez un jour entre 1990 et dans un an."))
        return since

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        quantity, unit = data.get("quantity"), data.get("unit", "")
        if quantity is not None and not unit:
            self.add_error("unit", ValidationError(_("Dites en quelle unité.")))
        if quantity is None:
            data["unit"] = ""
        elif error := unit_error(data.get("resource", ""), unit):
            self.add_error("unit", error)
        return data

    def terms(self) -> Terms:
        """Return what is declared."""
        data = self.cleaned_data
        rows = {row.organisation_id: row.organisation for row in self.page.parties}
        giver, receiver = (rows[int(pk)] for pk in data["ends"].split("-"))
        return Terms(
            giver=giver,
            receiver=receiver,
            resource=data["resource"],
            since=data["since"],
            period=data["period"],
            quantity=data["quantity"],
            unit=data["unit"],
            action=data["action"],
        )


def initial_of(page: "Page", today: dt.date) -> dict[str, Any]:
    """Return what is known already: the resource and the terms of the posting, of which what is left."""
    posting = page.introduction.posting
    resource = page.introduction.resource
    ends = [row.organisation_id for row in page.parties if row.refused_at is None]
    known: dict[str, Any] = {"resource": resource, "since": today}
    known["action"] = likely_action(ends, resource)
    if posting is not None:
        known |= {
            "quantity": posting.left.quantity or None,
            "unit": posting.unit,
            "period": posting.period,
        }
    mine: Organisation = page.organisation
    for row in page.parties:
        gives = row.side == "offer" and row.quantity is not None
        if gives and (row.organisation_id == mine.pk or not page.is_group):
            known |= {"quantity": row.quantity, "unit": row.unit}
    if known.get("quantity") is not None:
        known["quantity"] = Decimal(format(known["quantity"].normalize(), "f"))  # no 400,000
    return known
