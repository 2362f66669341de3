"""The result that a plan keeps, read back: identifiers, grams and metres."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cooperation.matching.allocate.season.gaps import Gap, Lead
from cooperation.matching.allocate.season.summary import Flow, Tally


@dataclass(frozen=True, slots=True)
class Figures:
    """What a comparison needs: the same of two plans."""

    total: Tally
    trips: int
    trip_metres: int
    cells: Mapping[tuple[str, int], Tally]
    kitchens: Mapping[int, Tally]

    @property
    def products(self) -> list[str]:
        """Give the products that are wanted, by code."""
        return sorted({product for product, _month in self.cells})

    def of_product(self, code: str) -> tuple[int, int]:
        """Give what is wanted and served of a product over all months."""
        rows = [cell for (product, _month), cell in self.cells.items() if product == code]
        return sum(row.wanted for row in rows), sum(row.served for row in rows)


@dataclass(frozen=True, slots=True)
class Result:
    """A whole result."""

    figures: Figures
    months: tuple[str, ...]
    producers: Mapping[int, tuple[int, Tally]]
    flows: tuple[Flow, ...]
    gaps: tuple[Gap, ...]
    unquantified: tuple[int, ...]
    before: Figures | None

    def actor_ids(self) -> set[int]:
        """Give every organisation that the result names."""
        found = {*self.figures.kitchens, *self.producers}
        found.update(self.before.kitchens if self.before else ())
        for gap in self.gaps:
            found.update(lead.actor_id for lead in (*gap.growers, *gap.makers))
        return found


def read_result(data: Mapping[str, Any]) -> Result:
    """Read the result of a plan that is done."""
    return Result(
        figures=_figures(data),
        months=tuple(data["months"]),
        producers={row[0]: (row[1], Tally(*row[2:])) for row in data["producers"]},
        flows=tuple(Flow(*row) for row in data["flows"]),
        gaps=tuple(_gap(row) for row in data["gaps"]),
        unquantified=tuple(data["unquantified"]),
        before=_figures(data["before"]) if "before" in data else None,
    )


def _figures(data: Mapping[str, Any]) -> Figures:
    return Figures(
        total=Tally(*data["total"]),
        trips=data["trips"],
        trip_metres=data["trip_metres"],
        cells={(row[0], row[1]): Tally(*row[2:]) for row in data["cells"]},
        kitchens={row[0]: Tally(*row[1:]) for row in data["kitchens"]},
    )


def _gap(row: Mapping[str, Any]) -> Gap:
    return Gap(
        product=row["product"],
        grams=row["grams"],
        months=tuple((month, grams) for month, grams in row["months"]),
        kitchens=tuple((key, grams) for key, grams in row["kitchens"]),
        growers=tuple(Lead(*lead) for lead in row["growers"]),
        makers=tuple(Lead(*lead) for lead in row["makers"]),
    )
