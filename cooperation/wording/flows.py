"""Flows that really run, or that could, as rows of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.enums import Period
from cooperation.wording.postings import amount, resource_label

if TYPE_CHECKING:
    from cooperation.models import Capability, Cooperation
    from pacte.models import Organisation


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A flow that runs, ready to show."""

    giver: "Organisation"
    receiver: "Organisation"
    resource: str
    quantity: str
    since: str
    source: str
    is_fictitious: bool


def flow_rows(cooperations: "Iterable[Cooperation]") -> list[FlowRow]:
    """Put flows in words."""
    return [
        FlowRow(
            giver=row.giver,
            receiver=row.receiver,
            resource=resource_label(row.resource),
            quantity=quantity_of_flow(row),
            since=date_format(row.since) if row.since else "",
            source=row.source,
            is_fictitious=row.is_fictitious
            or row.giver.is_fictitious
            or row.receiver.is_fictitious,
        )
        for row in cooperations
    ]


@dataclass(frozen=True, slots=True)
class Skill:
    """A know-how of an organisation, ready to show."""

    organisation: "Organisation"
    label: str
    is_fictitious: bool


def skills_of(capabilities: "Iterable[Capability]") -> list[Skill]:
    """Put know-hows in words; one that the knowledge has lost is left out."""
    known = knowledge.load().transformations
    return [
        Skill(
            organisation=row.organisation,
            label=known[row.transformation].label,
            is_fictitious=row.is_fictitious or row.organisation.is_fictitious,
        )
        for row in capabilities
        if row.transformation in known
    ]


def quantity_of_flow(cooperation: "Cooperation") -> str:
    """Return how much flows: ``3 t par an``; nothing when it is not told."""
    if cooperation.quantity is None:
        return ""
    text = amount(Decimal(cooperation.quantity), cooperation.unit)
    if cooperation.period == Period.ONE_OFF:
        return text
    return _("%(quantity)s %(period)s") % {
        "quantity": text,
        "period": cooperation.get_period_display(),
    }
