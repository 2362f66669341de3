"""Fictitious contracts with integration hours, and what fictitious structures can do.

Nothing of the kind is invented about a real organisation: the files may only name fictitious ones.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.enums import LotStatus, Reservation
from cooperation.knowledge import ResourceKind
from cooperation.models import Lot, ServiceCapacity
from cooperation.services.demonstration.organisations import SOURCE
from cooperation.services.demonstration.writing import standing_organisations
from pacte.models import Action, Commune
from pacte.services.loading import Keyed, Ledger, Row, Sources, read_csv

LOT_COLUMNS = (
    *("key", "buyer", "title", "service", "hours", "starts_on", "ends_on", "commune", "reserved"),
    *("status", "achieved_hours", "achieved_people", "action", "description"),
)
CAPACITY_COLUMNS = ("organisation", "service", "monthly_hours", "people")
LOT, CAPACITY = "lot", "service-capacity"
MOST = 1_000_000

RowT = TypeVar("RowT", bound=Keyed)
ModelT = TypeVar("ModelT", Lot, ServiceCapacity)


@dataclass(frozen=True, slots=True)
class LotRow:
    """A contract of a fictitious buyer named by key."""

    key: str
    buyer: str
    title: str
    service: str
    hours: int | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    commune: str
    reserved: str
    status: str
    achieved_hours: int | None
    achieved_people: int | None
    action: str
    description: str


@dataclass(frozen=True, slots=True)
class ServiceCapacityRow:
    """What a fictitious structure named by key can do of a service."""

    organisation: str
    service: str
    monthly_hours: int | None
    people: int | None

    @property
    def key(self) -> str:
        return f"{self.organisation}/{self.service}"


@dataclass(frozen=True, slots=True)
class Procurement:
    """Every row of social procurement."""

    lots: tuple[LotRow, ...]
    capacities: tuple[ServiceCapacityRow, ...]


def read_procurement(
    sources: Sources,
    *,
    fictitious: frozenset[str],
    communes: frozenset[str],
    actions: frozenset[str],
) -> Procurement:
    """Read and check the contracts and the capacities; only fictitious organisations have any."""
    lots = read_csv(sources, "demo_lots.csv", LOT_COLUMNS, key="key")
    capacities = read_csv(
        sources, "demo_service_capacities.csv", CAPACITY_COLUMNS, key=CAPACITY_COLUMNS[:2]
    )
    return Procurement(
        lots=tuple(_lot(row, fictitious, communes, actions) for row in lots),
        capacities=tuple(_capacity(row, fictitious) for row in capacities),
    )


def _lot(
    row: Row, fictitious: frozenset[str], communes: frozenset[str], actions: frozenset[str]
) -> LotRow:
    starts_on, ends_on = row.date("starts_on"), row.date("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        row.fail("ends_on", _("la fin ne peut pas précéder le début."))
    return LotRow(
        key=row.text("key", longest=80),
        buyer=row.choice("buyer", fictitious),
        title=row.text("title", longest=200),
        service=_service(row),
        hours=row.whole("hours", 1, MOST),
        starts_on=starts_on,
        ends_on=ends_on,
        commune=row.choice("commune", communes, default=""),
        reserved=row.choice("reserved", Reservation.values, default=""),
        status=row.choice("status", LotStatus.values),
        achieved_hours=row.whole("achieved_hours", 0, MOST),
        achieved_people=row.whole("achieved_people", 0, MOST),
        action=row.choice("action", actions, default=""),
        description=row.text("description", longest=1000, default=""),
    )


def _capacity(row: Row, fictitious: frozenset[str]) -> ServiceCapacityRow:
    return ServiceCapacityRow(
        organisation=row.choice("organisation", fictitious),
        service=_service(row),
        monthly_hours=row.whole("monthly_hours", 1, MOST),
        people=row.whole("people", 1, MOST),
    )


def _service(row: Row) -> str:
    rows = knowledge.load().resources
    return row.choice("service", {c for c, r in rows.items() if r.kind == ResourceKind.SERVICE})


def write_procurement(found: Procurement, ledger: Ledger) -> None:
    """Create the contracts and the capacities never loaded."""
    lots = ledger.pending(LOT, found.lots)
    capacities = ledger.pending(CAPACITY, found.capacities)
    if not lots and not capacities:
        return
    standing = standing_organisations(ledger)
    communes = {row.insee: row for row in Commune.objects.all()}
    actions = ledger.objects("action", Action)
    _create(
        ledger,
        LOT,
        [row for row in lots if row.buyer in standing],
        lambda row: _as_lot(row, standing, communes, actions),
    )
    _create(
        ledger,
        CAPACITY,
        [row for row in capacities if row.organisation in standing],
        lambda row: _as_capacity(row, standing),
    )


def _create(
    ledger: Ledger, dataset: str, rows: Sequence[RowT], build: Callable[[RowT], ModelT]
) -> None:
    pairs = [(row, build(row)) for row in rows]
    if pairs:
        type(pairs[0][1])._default_manager.bulk_create(made for _row, made in pairs)
        ledger.remember(dataset, {row.key: made.pk for row, made in pairs})


def _as_lot(row: LotRow, standing: Any, communes: Any, actions: Any) -> Lot:
    return Lot(
        buyer=standing[row.buyer],
        title=row.title,
        description=row.description,
        service=row.service,
        hours=row.hours,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        commune=communes.get(row.commune),
        reserved=row.reserved,
        status=row.status,
        achieved_hours=row.achieved_hours,
        achieved_people=row.achieved_people,
        action=actions.get(row.action),
        source=SOURCE,
        is_fictitious=True,
    )


def _as_capacity(row: ServiceCapacityRow, standing: Any) -> ServiceCapacity:
    return ServiceCapacity(
        organisation=standing[row.organisation],
        service=row.service,
        monthly_hours=row.monthly_hours,
        people=row.people,
        source=SOURCE,
        is_fictitious=True,
    )
