"""Forms of the administration for contracts with integration hours, and for what can be done."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.models import WagtailAdminModelForm

from cooperation import knowledge
from cooperation.enums import LotStatus
from cooperation.knowledge import ResourceKind

HOURS_A_MONTH = 152
"""Hours a month of a full-time contract, rounded up: 35 hours a week, 52 weeks, 12 months."""


def service_choices() -> list[tuple[str, str]]:
    """Return every service, in the order of the taxonomy."""
    rows = knowledge.load().resources.items()
    shown = [
        (code, "\u2003" * (row.depth - 1) + row.label)
        for code, row in rows
        if row.kind == ResourceKind.SERVICE
    ]
    return [("", "---------"), *shown]


class ServiceField(forms.ChoiceField):
    """A service of the taxonomy."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Service"))
        super().__init__(choices=service_choices, **kwargs)


class LotAdminForm(WagtailAdminModelForm):
    """A contract: what was done is only told once it is awarded; what is invented says so."""

    service = ServiceField()

    def clean(self) -> Any:
        data = super().clean()
        self._check_achieved()
        _check_fictitious(self, "buyer")
        return data

    def _check_achieved(self) -> None:
        if self.cleaned_data.get("status") != LotStatus.OPEN:
            return
        for name in ("achieved_hours", "achieved_people"):
            if self.cleaned_data.get(name):
                self.add_error(
                    name, _("Un marché encore ouvert n’a rien de fait : changez l’état.")
                )


class ServiceCapacityAdminForm(WagtailAdminModelForm):
    """A capacity: no more hours than its people can work."""

    service = ServiceField()

    def clean(self) -> Any:
        data = super().clean()
        hours, people = (self.cleaned_data.get(name) for name in ("monthly_hours", "people"))
        if hours and people and hours > people * HOURS_A_MONTH:
            self.add_error("monthly_hours", _too_many(people))
        _check_fictitious(self, "organisation")
        return data


def _too_many(people: int) -> str:
    text = ngettext(
        "%(people)s personne fait au plus %(most)s heures par mois.",
        "%(people)s personnes font au plus %(most)s heures par mois.",
        people,
    )
    return text % {"people": people, "most": people * HOURS_A_MONTH}


def _check_fictitious(form: WagtailAdminModelForm, owner: str) -> None:
    """Refuse what would mix the invented and the real."""
    organisation = form.cleaned_data.get(owner)
    if organisation is None:
        return
    if organisation.is_fictitious != bool(form.cleaned_data.get("is_fictitious")):
        if organisation.is_fictitious:
            text = _("Cette organisation est fictive : cochez la case.")
        else:
            text = _("Cette organisation est réelle : on n’invente rien à son sujet.")
        form.add_error("is_fictitious", text)
