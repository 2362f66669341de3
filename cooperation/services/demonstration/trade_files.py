"""The tables that the fictitious organisations are drawn from, read and checked."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.enums import Direction, Logistics, Period, PriceMode
from cooperation.months import to_mask
from pacte.enums import LegalForm, OrganisationKind, SiaeType
from pacte.services.loading import Row, Sources, french_slug, read_csv

TRADE_COLUMNS = (
    *("key", "kinds", "siae_type", "legal_forms", "naf", "labels", "themes", "where"),
    *("headcount_least", "headcount_most", "radius_least", "radius_most", "summary"),
)
NAME_COLUMNS = ("name", "trade", "commune")
TEMPLATE_COLUMNS = (
    *("trade", "direction", "resource", "title", "share", "quantity", "unit", "period", "months"),
    *("price", "logistics", "distance", "answer", "labels", "description"),
)
TEMPLATE_KEY = ("trade", "direction", "resource")
KNOW_HOW_COLUMNS = ("trade", "transformation", "share", "capacity", "unit")
GIFT = "don"
PLACES = ("urban", "town", "rural")

Range = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Trade:
    """What the fictitious organisations of a trade share."""

    key: str
    kinds: tuple[str, ...]
    siae_type: str
    legal_forms: tuple[str, ...]
    naf: str
    labels: tuple[tuple[str, float], ...]
    themes: tuple[str, ...]
    where: str
    headcount: tuple[int, int]
    radius: tuple[int, int] | None
    summary: str


@dataclass(frozen=True, slots=True)
class Name:
    """A fictitious organisation: its name says so."""

    key: str
    name: str
    trade: str
    commune: str


@dataclass(frozen=True, slots=True)
class Template:
    """A posting that a share of the organisations of a trade make."""

    trade: str
    direction: str
    resource: str
    title: str
    share: float
    quantity: Range | None
    unit: str
    period: str
    months: int
    price_mode: str
    price: Range | None
    logistics: str
    distance: int | None
    answer: tuple[str, ...]
    labels: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class KnowHow:
    """A transformation that a share of the organisations of a trade master."""

    trade: str
    transformation: str
    share: float
    capacity: Range
    unit: str


@dataclass(frozen=True, slots=True)
class Trades:
    """Every table of the fictitious organisations."""

    trades: dict[str, Trade]
    names: tuple[Name, ...]
    templates: tuple[Template, ...]
    know_how: tuple[KnowHow, ...]


def read_trades(
    sources: Sources,
    *,
    communes: frozenset[str],
    labels: frozenset[str],
    themes: frozenset[str],
) -> Trades:
    """Read and check the tables of the fictitious organisations."""
    rows = read_csv(sources, "demo_trades.csv", TRADE_COLUMNS, key="key")
    trades = {row.text("key"): _trade(row, labels, themes) for row in rows}
    names = read_csv(sources, "demo_names.csv", NAME_COLUMNS, key="name")
    templates = read_csv(sources, "demo_templates.csv", TEMPLATE_COLUMNS, key=TEMPLATE_KEY)
    know_how = read_csv(sources, "demo_know_how.csv", KNOW_HOW_COLUMNS, key=KNOW_HOW_COLUMNS[:2])
    return Trades(
        trades=trades,
        names=_names(names, trades, communes),
        templates=tuple(_template(row, trades, labels) for row in templates),
        know_how=tuple(_know_how(row, trades) for row in know_how),
    )


def _trade(row: Row, labels: frozenset[str], themes: frozenset[str]) -> Trade:
    radius = (row.whole("radius_least", 0, 1000), row.whole("radius_most", 0, 1000))
    return Trade(
        key=row.text("key"),
        kinds=row.choices("kinds", OrganisationKind.values),
        siae_type=row.choice("siae_type", SiaeType.values, default=""),
        legal_forms=row.choices("legal_forms", LegalForm.values),
        naf=row.text("naf", default=""),
        labels=tuple(_chance(row, part, labels) for part in row.texts("labels")),
        themes=row.choices("themes", themes),
        where=row.choice("where", PLACES),
        headcount=(
            int(row.amount("headcount_least", 0, 10_000)),
            int(row.amount("headcount_most", 0, 10_000)),
        ),
        radius=None if None in radius else radius,  # type: ignore[arg-type]
        summary=row.text("summary"),
    )


def _chance(row: Row, part: str, labels: frozenset[str]) -> tuple[str, float]:
    code, _sign, chance = part.partition("=")
    found = Row(row.file, row.number, {"labels": code, "chance": chance})
    return found.choice("labels", labels), found.amount("chance", 0, 1)


def _names(rows: list[Row], trades: dict[str, Trade], communes: frozenset[str]) -> tuple[Name, ...]:
    found: dict[str, Name] = {}
    for row in rows:
        name = _name(row, trades, communes)
        if name.key in found:
            row.fail("name", _("un autre nom a la même adresse de page."))
        found[name.key] = name
    return tuple(found.values())


def _name(row: Row, trades: dict[str, Trade], communes: frozenset[str]) -> Name:
    name = row.text("name", longest=160)
    if "(ficti" not in name:
        row.fail("name", _("le nom d’une organisation fictive le dit : « (fictive) »."))
    return Name(
        key=french_slug(name),
        name=name,
        trade=row.choice("trade", trades),
        commune=row.choice("commune", communes, default=""),
    )


def _template(row: Row, trades: dict[str, Trade], labels: frozenset[str]) -> Template:
    resource, unit = read_resource(row), row.text("unit")
    check_unit(row, resource, unit)
    mode, price = _price(row)
    return Template(
        trade=row.choice("trade", trades),
        direction=row.choice("direction", Direction.values),
        resource=resource,
        title=row.text("title", longest=140),
        share=row.amount("share", 0, 1),
        quantity=read_range(row, "quantity") if row.has("quantity") else None,
        unit=unit,
        period=row.choice("period", Period.values),
        months=read_months(row),
        price_mode=mode,
        price=price,
        logistics=row.choice("logistics", Logistics.values, default=""),
        distance=row.whole("distance", 0, 1000),
        answer=row.choices("answer", OrganisationKind.values),
        labels=row.choices("labels", {*labels, "own"}),
        description=row.text("description", longest=1000, default=""),
    )


def _price(row: Row) -> tuple[str, Range | None]:
    """Return the terms: ``don`` for a gift, a range for a price, nothing to be agreed."""
    if not row.has("price"):
        return PriceMode.NEGOTIABLE, None
    if row.text("price") == GIFT:
        return PriceMode.GIFT, None
    return PriceMode.SALE, read_range(row, "price")


def _know_how(row: Row, trades: dict[str, Trade]) -> KnowHow:
    return KnowHow(
        trade=row.choice("trade", trades),
        transformation=read_transformation(row),
        share=row.amount("share", 0, 1),
        capacity=read_range(row, "capacity"),
        unit=row.choice("unit", knowledge.load().units),
    )


def read_resource(row: Row) -> str:
    """Return a resource of the taxonomy."""
    return row.choice("resource", knowledge.load().resources)


def read_transformation(row: Row) -> str:
    """Return a transformation of the knowledge."""
    return row.choice("transformation", knowledge.load().transformations)


def check_unit(row: Row, resource: str, unit: str) -> None:
    """Refuse a unit that a resource does not allow."""
    allowed = knowledge.load().resources[resource].units
    if unit and unit not in allowed:
        message = _("« %(unit)s » ne convient pas. Unités possibles : %(units)s.")
        row.fail("unit", message % {"unit": unit, "units": ", ".join(allowed)})


def read_range(row: Row, field: str) -> Range:
    """Return two positive numbers written ``10-50``."""
    least, sign, most = row.text(field).partition("-")
    try:
        found = Decimal(least), Decimal(most)
    except InvalidOperation:
        sign = ""
    if not sign or not 0 < found[0] <= found[1]:
        row.fail(field, _("deux nombres comme 10-50 sont attendus."))
    return found


def read_months(row: Row) -> int:
    """Return the mask of a range of months that may go round the year: ``9-6``."""
    text = row.text("months", default="")
    if not text:
        return 0
    first, _sign, last = text.partition("-")
    if not (first.isdecimal() and last.isdecimal() and {int(first), int(last)} <= {*range(1, 13)}):
        row.fail("months", _("des mois comme 9-6 sont attendus."))
    count = (int(last) - int(first)) % 12 + 1
    return to_mask((int(first) - 1 + step) % 12 + 1 for step in range(count))
