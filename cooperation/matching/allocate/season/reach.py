"""Who may reach whom: terms, areas and distances, for many rows at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cooperation.matching.allocate.network import Ints

from .request import UNKNOWN_METRES
from .stocks import Flags, Side, Stocks
from .terms import NONE


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Rows of a side, or groups of them, that share commune, terms and area.

    Attributes
    ----------
    commune, term, area, radius : array of int
        As in ``Side``; of a group, the largest radius.
    """

    commune: Ints
    term: Ints
    area: Ints
    radius: Ints


def points_of(side: Side, rows: Ints) -> Points:
    """Give some rows of a side."""
    return Points(side.commune[rows], side.term[rows], side.area[rows], side.radius[rows])


def distances(stocks: Stocks, offers: Points, needs: Points) -> Ints:
    """Give the metres from each offer to each need; −1 where unknown."""
    return stocks.metres[np.ix_(offers.commune, needs.commune)]


def cost_of(metres: Ints) -> Ints:
    """Give what a unit costs on the way, in metres; an unknown distance has its own."""
    return np.where(metres < 0, UNKNOWN_METRES, metres)


def reachable(
    stocks: Stocks, offers: Points, needs: Points, metres: Ints, radius_m: int | None
) -> Flags:
    """Tell which offers may serve which needs.

    Parameters
    ----------
    stocks : Stocks
        Terms and areas.
    offers, needs : Points
        Rows, or groups of rows.
    metres : array of int, offers × needs
        From :func:`distances`.
    radius_m : int or None
        Bound of the whole plan, in metres.

    Returns
    -------
    array of bool, offers × needs
        What is unknown does not exclude.
    """
    allowed = stocks.suits[np.ix_(offers.term, needs.term)]
    if radius_m is not None:
        allowed &= metres <= radius_m
    allowed &= _served(stocks, stocks.offers, offers, needs, metres)
    allowed &= _served(stocks, stocks.needs, needs, offers, metres.T).T
    return allowed


def _served(stocks: Stocks, side: Side, ours: Points, theirs: Points, metres: Ints) -> Flags:
    """Tell which places the areas of some rows hold."""
    held: Flags = metres <= ours.radius[:, None]
    listing = np.flatnonzero(ours.area)
    if not listing.size:
        return held
    nowhere = np.array([not code for code in stocks.communes])[theirs.commune]
    for row in listing:
        area = side.areas[ours.area[row]]
        listed = np.array([code in area for code in stocks.communes])[theirs.commune]
        within = held[row] if ours.radius[row] != NONE else False
        held[row] = listed | nowhere | within
    return held
