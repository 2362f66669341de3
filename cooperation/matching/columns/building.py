"""From a network to columns, and back from keys to postings."""

from __future__ import annotations

from datetime import date

import numpy as np

from cooperation.knowledge import Knowledge
from cooperation.matching.context import CLOSE_ENOUGH, Context
from cooperation.matching.context import build as context_of
from cooperation.matching.direct import is_deduced
from cooperation.matching.points import TOTAL, CriterionCode, PointsTable, SuggestionKind
from cooperation.matching.types import Network

from .encoding import Encoder
from .layout import Array, Columns, Tables, Weights
from .sorting import order, set_groups, side

SCORED = (
    CriterionCode.CLOSENESS,
    CriterionCode.QUANTITY,
    CriterionCode.DISTANCE,
    CriterionCode.MONTHS,
    CriterionCode.SOCIAL,
    CriterionCode.ENVIRONMENT,
    CriterionCode.RESPONSIVENESS,
    CriterionCode.THEMES,
    CriterionCode.LIKELIHOOD,
)
DOUBTFUL = (
    CriterionCode.QUANTITY,
    CriterionCode.DISTANCE,
    CriterionCode.MONTHS,
    CriterionCode.RESPONSIVENESS,
)


def build(network: Network, today: date, table: PointsTable) -> Columns:
    """Lay out a network.

    Parameters
    ----------
    network : Network
        Its rows in any order; those that refer to nothing known are left out.
    today : date
        Day of the run.
    table : PointsTable
        Points.

    Returns
    -------
    Columns
        Empty sides for an empty network.

    Raises
    ------
    TooManyError
        If there are more than 63 labels, kinds or themes, 65 535 communes, or identifiers beyond
        32 bits.
    """
    return laid_out(context_of(network, today, table))[0]


def laid_out(context: Context) -> tuple[Columns, Encoder]:
    """Lay out a network already indexed, and give what writes more postings for it."""
    encoder = Encoder(context)
    found = [
        encoder.rows(row for row in rows if is_deduced(row) is likely)
        for likely in (False, True)
        for rows in (context.offers, context.needs)
    ]
    return assemble(found, tables(context.knowledge, encoder), context.table), encoder


def assemble(parts: list[Array], known: Tables, table: PointsTable) -> Columns:
    """Sort records into columns.

    Parameters
    ----------
    parts : list of arrays of ROW
        Offers, needs, probable offers, probable needs, each in any order.
    known : Tables
        What they refer to.
    table : PointsTable
        Points.
    """
    set_groups(parts)
    sides = [side(rows[order(rows)], len(known.worth)) for rows in parts]
    weighed = [weights(table, kind) for kind in (SuggestionKind.DIRECT, SuggestionKind.DEDUCED)]
    return Columns(sides[0], sides[1], sides[2], sides[3], known, weighed[0], weighed[1])


def weights(table: PointsTable, kind: SuggestionKind) -> Weights:
    """Read the maxima of a kind of suggestion."""
    maxima = table.maxima[kind]
    unknown = (maxima.get(code, 0) * table.unknown.get(code, 0) // TOTAL for code in DOUBTFUL)
    return Weights(*(maxima.get(code, 0) for code in SCORED), *unknown)


def tables(knowledge: Knowledge, encoder: Encoder) -> Tables:
    """Write what the records refer to."""
    codes = list(knowledge.resources)
    near = near_resources(knowledge)
    every = [row for code in codes for row in near[code]]
    rows = [knowledge.resources[code] for code in codes]
    wastes = ["", *sorted({row.low_code for row in rows if row.hazardous and row.low_code})]
    place = {code: number for number, code in enumerate(wastes)}
    return Tables(
        np.cumsum([0, *(len(near[code]) for code in codes)]).astype(np.int32),
        np.array([encoder.resources[code] for code, _ in every], np.int16),
        np.array([share for _, share in every], np.int16),
        np.array([row.months for row in rows], np.int16),
        np.array([row.environment for row in rows], np.int16),
        np.array([place[row.low_code] if row.hazardous else -1 for row in rows], np.int16),
        encoder.gate_table(wastes),
        encoder.area_table(),
    )


def near_resources(knowledge: Knowledge) -> dict[str, list[tuple[str, int]]]:
    """Give, for each resource, those at least 500 close, itself included, sorted.

    Only resources of one branch, or that declare each other as substitutes, are compared: the
    others are never that close.
    """
    found: dict[str, set[str]] = {code: {code} for code in knowledge.resources}
    for code, row in knowledge.resources.items():
        for other in (*knowledge.ancestors(code), *(name for name, _ in row.substitutes)):
            found[code].add(other)
            found[other].add(code)
    return {
        code: [
            (other, share)
            for other in sorted(others)
            if (share := knowledge.closeness(code, other)) >= CLOSE_ENOUGH
        ]
        for code, others in found.items()
    }
