"""Rows written by hand: what the facts state of real organisations, and the chosen scenes."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from cooperation.enums import Direction, Logistics, Period, PriceMode
from cooperation.services.demonstration.trade_files import (
    check_unit,
    read_months,
    read_resource,
    read_transformation,
)
from pacte.enums import OrganisationKind
from pacte.services.loading import Row, Sources, read_csv

POSTING_COLUMNS = (
    *("organisation", "direction", "resource", "title", "description", "quantity", "unit"),
    *("period", "months", "price_mode", "price", "logistics", "distance", "answer", "labels"),
    "fictitious",
)
CAPABILITY_COLUMNS = (
    *("organisation", "transformation", "capacity", "unit", "source", "fictitious"),
)
COOPERATION_COLUMNS = (
    *("giver", "receiver", "resource", "quantity", "unit", "period", "since", "action"),
    *("source", "fictitious"),
)


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A posting; its organisation is named by key."""

    organisation: str
    direction: str
    resource: str
    title: str
    description: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    period: str = Period.ONE_OFF
    months: int = 0
    price_mode: str = PriceMode.NEGOTIABLE
    price: Decimal | None = None
    logistics: str = ""
    distance: int | None = None
    answer: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    is_fictitious: bool = True
    is_published: bool = False

    @property
    def key(self) -> str:
        return f"{self.organisation}/{self.direction}/{self.resource}"


@dataclass(frozen=True, slots=True)
class CapabilityRow:
    """A know-how of an organisation named by key."""

    organisation: str
    transformation: str
    capacity: Decimal | None
    unit: str
    source: str
    is_fictitious: bool

    @property
    def key(self) -> str:
        return f"{self.organisation}/{self.transformation}"


@dataclass(frozen=True, slots=True)
class CooperationRow:
    """A running flow between two organisations named by key."""

    giver: str
    receiver: str
    resource: str
    quantity: Decimal | None
    unit: str
    period: str
    since: dt.date | None
    action: str
    source: str
    is_fictitious: bool
    posting: str = ""

    @property
    def key(self) -> str:
        return f"{self.giver}/{self.receiver}/{self.resource}"


@dataclass(frozen=True, slots=True)
class Curated:
    """The rows written by hand."""

    postings: tuple[PostingRow, ...]
    capabilities: tuple[CapabilityRow, ...]
    cooperations: tuple[CooperationRow, ...]


def read_curated(
    sources: Sources,
    *,
    organisations: frozenset[str],
    labels: frozenset[str],
    actions: frozenset[str],
) -> Curated:
    """Read and check the rows written by hand."""
    postings = read_csv(sources, "demo_postings.csv", POSTING_COLUMNS, key=POSTING_COLUMNS[:3])
    capabilities = read_csv(
        sources, "demo_capabilities.csv", CAPABILITY_COLUMNS, key=CAPABILITY_COLUMNS[:2]
    )
    cooperations = read_csv(
        sources, "demo_cooperations.csv", COOPERATION_COLUMNS, key=COOPERATION_COLUMNS[:3]
    )
    return Curated(
        postings=tuple(_posting(row, organisations, labels) for row in postings),
        capabilities=tuple(_capability(row, organisations) for row in capabilities),
        cooperations=tuple(_cooperation(row, organisations, actions) for row in cooperations),
    )


def _posting(row: Row, organisations: frozenset[str], labels: frozenset[str]) -> PostingRow:
    resource, unit = read_resource(row), row.text("unit", default="")
    check_unit(row, resource, unit)
    return PostingRow(
        organisation=row.choice("organisation", organisations),
        direction=row.choice("direction", Direction.values),
        resource=resource,
        title=row.text("title", longest=140),
        description=row.text("description", longest=1000, default=""),
        quantity=row.decimal("quantity"),
        unit=unit,
        period=row.choice("period", Period.values),
        months=read_months(row),
        price_mode=row.choice("price_mode", PriceMode.values, default="") or PriceMode.NEGOTIABLE,
        price=row.decimal("price"),
        logistics=row.choice("logistics", Logistics.values, default=""),
        distance=row.whole("distance", 0, 1000),
        answer=row.choices("answer", OrganisationKind.values),
        labels=row.choices("labels", labels),
        is_fictitious=row.flag("fictitious"),
        is_published=True,
    )


def _capability(row: Row, organisations: frozenset[str]) -> CapabilityRow:
    return CapabilityRow(
        organisation=row.choice("organisation", organisations),
        transformation=read_transformation(row),
        capacity=row.decimal("capacity"),
        unit=row.text("unit", longest=20, default=""),
        source=row.text("source", longest=200, default=""),
        is_fictitious=row.flag("fictitious"),
    )


def _cooperation(
    row: Row, organisations: frozenset[str], actions: frozenset[str]
) -> CooperationRow:
    resource, unit = read_resource(row), row.text("unit", default="")
    check_unit(row, resource, unit)
    return CooperationRow(
        giver=row.choice("giver", organisations),
        receiver=row.choice("receiver", organisations),
        resource=resource,
        quantity=row.decimal("quantity"),
        unit=unit,
        period=row.choice("period", Period.values),
        since=row.date("since"),
        action=row.choice("action", actions, default=""),
        source=row.text("source", longest=200, default=""),
        is_fictitious=row.flag("fictitious"),
    )
