"""The offers and the needs of a network, as monthly quantities in columns.

A row is a posting; what its place, its area and its demands are is read once, whatever the number
of months. Two rows with the same commune, the same terms and the same area are the same to the
solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cooperation.knowledge import Knowledge, ResourceKind
from cooperation.knowledge.taxonomy import ancestors
from cooperation.matching import context
from cooperation.matching.allocate.network import Ints
from cooperation.matching.context import Context
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Network, Posting

from .families import families, is_close
from .places import Places, place_of
from .quantities import is_open, monthly_quantity
from .request import Request
from .terms import Terms

T = TypeVar("T")
FOOD = frozenset({ResourceKind.FOOD, ResourceKind.PREPARED_FOOD})
CONVENTIONAL, QUALITY, ORGANIC = 0, 1, 2
DECLARED = 1000
"""Likelihood of what somebody declared."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The rows of one side.

    Attributes
    ----------
    postings : tuple of Posting
        Sorted by identifier.
    family, commune, area, term, grade, radius : array of int
        For each row: family of products, place (index of ``Stocks.communes``), list of communes
        served (index of ``areas``; 0 for none), terms (index of ``terms``), grade (offers), and
        radius in metres.
    quantities : array of int, rows × months
        In grams.
    areas : tuple of frozenset of str
        Distinct lists of communes served; the first is empty.
    terms : tuple of int
        For each distinct term, a row that has it.
    """

    postings: tuple[Posting, ...]
    family: Ints
    commune: Ints
    area: Ints
    term: Ints
    grade: Ints
    radius: Ints
    quantities: Ints
    areas: tuple[frozenset[str], ...]
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Stocks:
    """Everything that a plan allocates.

    Attributes
    ----------
    offers, needs : Side
        Both sides.
    communes : tuple of str
        INSEE codes, sorted; an empty code stands for an unknown place.
    metres : array of int, communes × communes
        −1 where a distance is unknown.
    suits : array of bool, terms of offers × terms of needs
        Whether an offer may serve a need, place apart.
    families : int
        How many families of products there are.
    unquantified : tuple of Posting
        Offers and needs of which nobody knows how much; nothing of them is planned.
    """

    offers: Side
    needs: Side
    communes: tuple[str, ...]
    metres: Ints
    suits: Flags
    families: int
    unquantified: tuple[Posting, ...]


def build(network: Network, request: Request) -> Stocks:
    """Read the stocks of a network; the order of its rows changes nothing.

    Parameters
    ----------
    network : Network
        Offers of food of anyone, needs of the kitchens of the request. Deduced postings, which
        nobody declared, are left out.
    request : Request
        What is planned.

    Returns
    -------
    Stocks
        Quantities are what is stated for each month, whoever takes it.
    """
    bare = replace(network, capabilities=(), cooperations=(), commitments=())
    shared = context.build(bare, request.months[0].first, TABLE)
    offers, needs = _chosen(shared, request)
    quantity = {row.id: monthly_quantity(network.knowledge, row) for row in (*offers, *needs)}
    silent = tuple(row for row in (*offers, *needs) if not quantity[row.id])
    offers = [row for row in offers if quantity[row.id]]
    needs = [row for row in needs if quantity[row.id]]
    places = Places(shared, request.positions, [*offers, *needs])
    number = families(
        network.knowledge, (row.resource for row in offers), (row.resource for row in needs)
    )
    keys = Terms(shared, number, offers, needs)
    sides = tuple(
        _side(rows, places, request, number, keys, quantity, network) for rows in (offers, needs)
    )
    return Stocks(
        offers=sides[0],
        needs=sides[1],
        communes=places.communes,
        metres=places.metres,
        suits=keys.suits(*([side.postings[row] for row in side.terms] for side in sides)),
        families=len(set(number.values())),
        unquantified=silent,
    )


def _chosen(shared: Context, request: Request) -> tuple[list[Posting], list[Posting]]:
    """Give the offers of food, and the needs that are planned for."""
    known = shared.knowledge
    needs = [
        row
        for row in shared.needs
        if _is_food(known, row)
        and shared.actors[row.actor_id].kinds & request.kitchens
        and _is_asked(row.resource, request.products)
        and (not request.epcis or _epci(shared, row) in request.epcis)
    ]
    wanted = {row.resource for row in needs}
    near = {
        code
        for code in {row.resource for row in shared.offers}
        if any(is_close(known, code, other) for other in wanted)
    }
    offers = [row for row in shared.offers if row.resource in near and _is_food(known, row)]
    return offers, needs


def _is_food(known: Knowledge, posting: Posting) -> bool:
    """Tell whether a posting is declared, and of food or prepared food."""
    return posting.likelihood == DECLARED and known.resources[posting.resource].kind in FOOD


def _is_asked(code: str, products: frozenset[str]) -> bool:
    """Tell whether a product is one of those, or under one of those; nothing asked is all."""
    return not products or not products.isdisjoint((code, *ancestors(code)))


def _epci(shared: Context, posting: Posting) -> str:
    """Give the EPCI of a posting, or an empty code."""
    place = place_of(shared, posting)
    return place.epci if place else ""


def _side(
    rows: list[Posting],
    places: Places,
    request: Request,
    number: Mapping[str, int],
    keys: Terms,
    quantity: Mapping[int, int | None],
    network: Network,
) -> Side:
    """Put the rows of a side in columns."""
    reaches = [keys.reach(row) for row in rows]
    areas = index_of([frozenset(), *(communes for _, communes in reaches)])
    terms = index_of([keys.of(row) for row in rows])
    term = [terms[keys.of(row)] for row in rows]
    months = [
        [
            (quantity[row.id] or 0) if is_open(network.knowledge, row, month) else 0
            for month in request.months
        ]
        for row in rows
    ]
    return Side(
        postings=tuple(rows),
        family=ints(number[row.resource] for row in rows),
        commune=ints(places.index[places.code(row)] for row in rows),
        area=ints(areas[communes] for _, communes in reaches),
        term=ints(term),
        grade=ints(grade_of(keys.labels(row), request) for row in rows),
        radius=ints(radius for radius, _ in reaches),
        quantities=np.array(months, dtype=np.int64).reshape(len(rows), len(request.months)),
        areas=tuple(areas),
        terms=tuple(term.index(key) for key in range(len(terms))),
    )


def ints(values: Iterable[int]) -> Ints:
    """Put whole numbers in a column."""
    return np.fromiter(values, dtype=np.int64)


def index_of(values: Iterable[T]) -> dict[T, int]:
    """Give a number to distinct values in the order in which they first come."""
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def grade_of(labels: frozenset[str], request: Request) -> int:
    """Grade labels: conventional, sustainable and quality, or organic."""
    if labels & request.organic_labels:
        return ORGANIC
    return QUALITY if labels & request.quality_labels else CONVENTIONAL
