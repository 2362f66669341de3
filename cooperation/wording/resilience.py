"""Resilience in words: whose absence costs most, for which product and in which month."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cooperation.matching.counterfactual.coverage import ONE_OFF, MarketKind
from cooperation.matching.counterfactual.resilience import Dependence, Loss
from cooperation.wording.coverage import month_of, thousandths, unit_of
from cooperation.wording.postings import NBSP, resource_label, unit_label

if TYPE_CHECKING:
    from cooperation.models import Posting
    from pacte.models import Organisation

MONTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ONE_OFF)
"""Columns of the table: the twelve months, then what happens once."""
LEVELS = ((1000, "all"), (500, "much"), (200, "some"), (1, "little"))
"""From which share each shade starts; the share is written in the cell too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The share that is lost in a month; empty when nothing is."""

    text: str = ""
    level: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What an absence costs of one product, month by month."""

    product: str
    kind: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Card:
    """An organisation on which others rest."""

    organisation: "Organisation"
    rank: int
    weight: int
    postings: list["Posting"]
    lines: list[Line]

    @property
    def product_months(self) -> str:
        return _("%(whole)s,%(tenth)s") % {
            "whole": self.weight // 1000,
            "tenth": self.weight % 1000 // 100,
        }


def headers() -> list[tuple[str, str]]:
    """Return the short and the whole name of each column."""
    short = _("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.").split()
    return [
        *((text, month_of(month)) for month, text in enumerate(short, 1)),
        (_("1 fois"), month_of(0)),
    ]


def kind_of(kind: MarketKind) -> str:
    """Return what is lost."""
    return _("réponse à un besoin") if kind is MarketKind.NEED else _("débouché d’un coproduit")


def cards(
    rows: Iterable[Dependence],
    organisations: Mapping[int, "Organisation"],
    postings: Mapping[int, "Posting"],
) -> list[Card]:
    """Put the dependences in words, in their order."""
    return [
        Card(
            organisation=organisations[row.actor_id],
            rank=rank,
            weight=row.weight,
            postings=[postings[ident] for ident in row.postings if ident in postings],
            lines=_lines(row.losses),
        )
        for rank, row in enumerate(rows, start=1)
        if row.actor_id in organisations
    ]


def _lines(losses: Sequence[Loss]) -> list[Line]:
    products: dict[tuple[str, str, str], dict[int, Loss]] = {}
    for row in losses:
        products.setdefault((str(row.kind), row.resource, row.dimension), {})[row.month] = row
    counted = Counter((kind, resource) for kind, resource, _dimension in products)
    return [
        Line(
            product=resource_label(resource),
            kind=_kind(kind, dimension if counted[kind, resource] > 1 else None),
            cells=[cell_of(found.get(month)) for month in MONTHS],
        )
        for (kind, resource, dimension), found in products.items()
    ]


def _kind(kind: str, dimension: str | None) -> str:
    """Return what is lost, and in what it is counted where a product is counted in several."""
    text = kind_of(MarketKind(kind))
    if dimension is None:
        return text
    unit = unit_label(unit_of(dimension)) if dimension else _("sans quantité")
    return f"{text}, {unit}"


def cell_of(loss: Loss | None) -> Cell:
    """Return the share lost, its shade, and what it is made of."""
    if loss is None:
        return Cell()
    level = next(name for least, name in LEVELS if loss.share >= least)
    percent = max(1, loss.share // 10)
    return Cell(f"{percent}{NBSP}%", level, detail_of(loss))


def detail_of(loss: Loss) -> str:
    """Return what a loss is made of: a quantity when it is known, and who is left alone."""
    values = {"alone": loss.alone, "answered": loss.answered}
    people = _("%(alone)s sur %(answered)s sans autre solution") % values
    if not loss.lost:
        return people
    lost = thousandths(loss.lost, loss.dimension)
    covered = thousandths(loss.covered, loss.dimension)
    text = _("%(lost)s de moins sur %(covered)s ; %(people)s")
    return text % {"lost": lost, "covered": covered, "people": people}
