"""The tables of a season's plan, ready to show: coverage, shares, parties, what is missing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.matching.allocate.season.gaps import Gap, Lead
from cooperation.matching.allocate.season.summary import Flow, Tally
from cooperation.wording.postings import resource_label
from cooperation.wording.season_plans import (
    GRADES,
    NOTHING,
    Party,
    kilometres,
    kilos,
    mean_distance,
    month_label,
    percent,
    share,
)
from cooperation.wording.season_result import Result

Names = Mapping[int, Party]
LEVELS = (100, 75, 50, 25, 0)
"""Shares from which a cell of the coverage is drawn fuller."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How a product is covered in a month; ``level`` is 0 to 4, −1 when nothing is wanted."""

    text: str
    detail: str
    level: int


@dataclass(frozen=True, slots=True)
class Row:
    """A product, month by month, then over the season."""

    label: str
    cells: list[Cell]
    total: Cell


def cell_of(tally: Tally | None) -> Cell:
    """Word how something is covered."""
    if tally is None or not tally.wanted:
        return Cell(NOTHING, _("rien de demandé"), -1)
    covered = share(tally.served, tally.wanted)
    level = 4 - next(rank for rank, least in enumerate(LEVELS) if covered >= least)
    words = {"served": kilos(tally.served), "wanted": kilos(tally.wanted)}
    return Cell(percent(tally.served, tally.wanted), _("%(served)s sur %(wanted)s") % words, level)


def coverage(result: Result) -> list[Row]:
    """Put the coverage in rows: a product a row, a month a column."""
    figures = result.figures
    return [
        Row(
            label=resource_label(product),
            cells=[
                cell_of(figures.cells.get((product, month))) for month in range(len(result.months))
            ],
            total=cell_of(Tally(*figures.of_product(product))),
        )
        for product in figures.products
    ]


@dataclass(frozen=True, slots=True)
class Target:
    """A share against what is sought."""

    label: str
    value: int
    text: str
    target: int
    is_met: bool


def targets(total: Tally, quality_share: int, organic_share: int) -> list[Target]:
    """Compare the shares of a plan, of all that is wanted, with those sought (thousandths)."""
    rows = (
        (_("Produits durables et de qualité, biologiques compris"), total.quality, quality_share),
        (_("Produits biologiques"), total.organic, organic_share),
    )
    return [
        Target(
            label=label,
            value=share(grams, total.wanted),
            text=percent(grams, total.wanted),
            target=sought // 10,
            is_met=grams * 1000 >= total.wanted * sought,
        )
        for label, grams, sought in rows
    ]


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A kitchen or a producer, and its share of the plan."""

    id: int
    party: Party
    quantity: str
    covered: str
    local: str
    quality: str
    organic: str
    distance: str


def _party_row(key: int, names: Names, whole: int, tally: Tally) -> PartyRow:
    return PartyRow(
        id=key,
        party=names[key],
        quantity=kilos(whole),
        covered=percent(tally.served, whole),
        local=percent(tally.local, whole),
        quality=percent(tally.quality, whole),
        organic=percent(tally.organic, whole),
        distance=mean_distance(tally.gram_metres, tally.served - tally.unplaced),
    )


def kitchens(result: Result, names: Names) -> list[PartyRow]:
    """List the kitchens by name, with what is covered of their needs."""
    rows = [
        _party_row(key, names, tally.wanted, tally)
        for key, tally in result.figures.kitchens.items()
    ]
    return sorted(rows, key=lambda row: (row.party.name, row.id))


def producers(result: Result, names: Names) -> list[PartyRow]:
    """List those who offer by name, with what is taken of their offers."""
    rows = [
        _party_row(key, names, offered, tally)
        for key, (offered, tally) in result.producers.items()
        if offered
    ]
    return sorted(rows, key=lambda row: (row.party.name, row.id))


@dataclass(frozen=True, slots=True)
class LeadRow:
    """Who could answer, and why."""

    party: Party
    reason: str
    distance: str
    already: bool


@dataclass(frozen=True, slots=True)
class GapRow:
    """What is missing of a product."""

    label: str
    quantity: str
    months: str
    kitchens: list[tuple[Party, str]]
    growers: list[LeadRow]
    makers: list[LeadRow]


def gap_rows(result: Result, names: Names) -> list[GapRow]:
    """Word what is missing, the most first."""
    return [_gap_row(gap, result.months, names) for gap in result.gaps]


def _gap_row(gap: Gap, months: tuple[str, ...], names: Names) -> GapRow:
    return GapRow(
        label=resource_label(gap.product),
        quantity=kilos(gap.grams),
        months=", ".join(_spans(gap.months, months)),
        kitchens=[(names[key], kilos(grams)) for key, grams in gap.kitchens],
        growers=_leads(gap.growers, names, _trade),
        makers=_leads(gap.makers, names, _know_how),
    )


def _spans(missing: Iterable[tuple[int, int]], months: tuple[str, ...]) -> Iterator[str]:
    """Word what is missing when; months in a row that lack as much are said together."""
    rows = list(missing)
    for _key, found in groupby(enumerate(rows), key=lambda row: (row[1][0] - row[0], row[1][1])):
        run = [row for _rank, row in found]
        said = {
            "quantity": kilos(run[0][1]),
            "first": month_label(months[run[0][0]]),
            "last": month_label(months[run[-1][0]]),
        }
        if len(run) == 1:
            yield _("%(first)s (%(quantity)s)") % said
        else:
            yield _("de %(first)s à %(last)s (%(quantity)s par mois)") % said


def _leads(leads: Iterable[Lead], names: Names, word: Callable[[str], str]) -> list[LeadRow]:
    return [
        LeadRow(
            party=names[lead.actor_id],
            reason=word(lead.by),
            distance="" if lead.metres is None else kilometres(lead.metres),
            already=lead.offers,
        )
        for lead in leads
    ]


def _trade(code: str) -> str:
    found = knowledge.load().trades.get(code)
    return found.label if found else code


def _know_how(code: str) -> str:
    found = knowledge.load().transformations.get(code)
    return found.label if found else code


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A delivery of a month, seen from one side."""

    month: str
    product: str
    party: Party
    quantity: str
    distance: str
    grade: str


def flow_lines(
    flows: Iterable[Flow], result: Result, names: Names, *, given: bool
) -> list[FlowLine]:
    """Word deliveries: to whom when they are given, else from whom."""
    return [
        FlowLine(
            month=month_label(result.months[flow.month]),
            product=resource_label(flow.product),
            party=names[flow.receiver if given else flow.giver],
            quantity=kilos(flow.grams),
            distance=NOTHING if flow.metres < 0 else kilometres(flow.metres),
            grade=str(GRADES[flow.grade]),
        )
        for flow in flows
    ]
