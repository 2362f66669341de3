"""Resilience to show: the dependences that pass the filters, in words, and as rows of a file."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cooperation import snapshot
from cooperation.matching.counterfactual import resilience
from cooperation.matching.counterfactual.coverage import MarketKind
from cooperation.matching.counterfactual.resilience import Dependence, Loss
from cooperation.models import Posting
from cooperation.selectors.weights import table_in_force
from cooperation.wording import resilience as wording
from cooperation.wording.coverage import month_of
from cooperation.wording.postings import resource_label
from pacte.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the table is about; empty means everything."""

    kind: str = ""
    resource: str = ""
    month: int | None = None

    def keeps(self, row: Loss) -> bool:
        """Say whether a loss is asked for; a product stands for those it contains."""
        inside = row.resource == self.resource or row.resource.startswith(f"{self.resource}.")
        return (
            (not self.kind or row.kind == self.kind)
            and (not self.resource or inside)
            and (self.month is None or row.month == self.month)
        )


@dataclass(frozen=True, slots=True)
class Table:
    """The dependences, their total, and the products to choose from."""

    rows: list[Dependence]
    products: list[tuple[str, str]]
    singles: int


def table(*, today: dt.date, filters: Filters) -> Table:
    """Compute the dependences of the network, and keep those that pass the filters."""
    network = snapshot.load(today=today)
    every = resilience.resilience(network, today=today, table=table_in_force())
    codes = {row.resource for found in every for row in found.losses}
    kept = [row for row in (_filtered(found, filters) for found in every) if row.losses]
    kept.sort(key=lambda row: (-row.weight, row.actor_id))
    singles = sum(row.is_single for found in kept for row in found.losses)
    return Table(kept, sorted(((c, resource_label(c)) for c in codes), key=lambda p: p[1]), singles)


def _filtered(found: Dependence, filters: Filters) -> Dependence:
    rows = tuple(row for row in found.losses if filters.keeps(row))
    postings = tuple(sorted({ident for row in rows for ident in row.postings}))
    weight = sum(row.share for row in rows)
    return replace(found, losses=rows, weight=weight, postings=postings)


def cards(rows: list[Dependence], first: int = 1) -> list[wording.Card]:
    """Put dependences in words, in two queries; the first one has this rank."""
    organisations = Organisation.objects.in_bulk([row.actor_id for row in rows])
    postings = Posting.objects.in_bulk({ident for row in rows for ident in row.postings})
    found = wording.cards(rows, organisations, postings)
    return [replace(card, rank=card.rank + first - 1) for card in found]


HEADERS = (
    "organisation",
    "adresse",
    "nature",
    "produit",
    "code",
    "mois",
    "part_perdue_pour_mille",
    "perdu_milliemes",
    "couvert_milliemes",
    "grandeur",
    "sans_autre_solution",
    "ayant_une_solution",
)


def csv_rows(rows: list[Dependence]) -> Iterator[tuple[object, ...]]:
    """Give a header, then a row for each organisation, product and month."""
    organisations = Organisation.objects.in_bulk([row.actor_id for row in rows])
    yield HEADERS
    for found in rows:
        who = organisations[found.actor_id]
        for row in found.losses:
            yield (
                plain_cell(who.name),
                who.slug,
                wording.kind_of(MarketKind(row.kind)),
                resource_label(row.resource),
                row.resource,
                row.month or month_of(0),
                row.share,
                row.lost,
                row.covered,
                row.dimension,
                row.alone,
                row.answered,
            )


def plain_cell(text: str) -> str:
    """Keep a spreadsheet from reading a name as a formula."""
    return f"'{text}" if text[:1] in set("=+-@\t\r") else text
