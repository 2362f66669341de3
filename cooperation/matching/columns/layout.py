"""How a network is laid out for the kernels: one record a posting, whole numbers only.

A *side* holds the postings of one direction, all declared or all deduced, sorted by resource, then
by group, then by social worth, then along a Morton curve. Blocks of at most 32 neighbours carry what bounds their scores;
a *segment* is the blocks of one resource and one group.

Groups: 0 holds the *wide* postings (no coordinates, a list of communes, no stated reach or a reach
above 100 km); each other group is a set of places so far from the others that no bounded posting of
one can match a bounded posting of another. They are found, not declared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.void]
Whole: TypeAlias = NDArray[np.int64]

ROW = np.dtype(
    [
        ("tie", "i8"),  # order among equals: organisation, then posting, the first is the greatest
        ("amount", "i8"),  # each month, in parts; -1 unknown
        ("once", "i8"),  # in one go; -1 unknown
        ("lot", "i8"),  # smallest useful quantity; -1 none
        ("reach", "i8"),  # squared steps under which a place is reached; when not stated, anywhere,
        # or -1 with a list of communes
        ("required", "i8"),  # labels asked of the other
        ("held", "i8"),  # labels held; all of them when the posting states none
        ("allowed", "i8"),  # kinds that may answer; all of them when none is named
        ("kinds", "i8"),  # kinds of the organisation; all of them when unknown
        ("themes", "i8"),
        ("x", "i4"),
        ("y", "i4"),
        ("z", "i4"),
        ("start", "i4"),  # first day, not before today
        ("end", "i4"),  # last day
        ("area", "i4"),  # set of communes served; -1 none
        ("gate", "i4"),  # set of authorisations of the organisation
        ("insee", "u2"),  # commune; 65 535 unknown
        ("group", "i2"),
        ("resource", "i2"),
        ("months", "i2"),  # the whole year when not stated
        ("age", "i2"),  # days since the publication, 0 to 365; -1 unknown
        ("rate", "i2"),  # answer rate of the organisation; -1 unknown
        ("social", "i2"),  # 1000, 700 or 0
        ("likelihood", "i2"),
        ("told", "i1"),  # whether the months are stated
        ("unit", "i1"),  # dimension, from 1; 0 not stated; -1 an unknown unit
        ("allows", "i1"),  # whether the resource allows the unit
        ("located", "i1"),  # whether the coordinates are known
    ],
    align=True,
)
"""A posting: 128 bytes."""

BLOCK = np.dtype([("tie", "i8"), ("first", "i4"), ("last", "i4")], align=True)
"""A block: the greatest order among equals, its first posting, and past its last one."""

SEGMENT = np.dtype([("group", "i4"), ("first", "i4"), ("last", "i4"), ("chunk", "i4")])
"""Blocks of one resource and one group, and the first chunk of their boxes."""

MASKS = ("start", "end", "required", "lacks", "allowed", "kinds", "themes", "months")
WHOLE = ("x", "y", "z")
REAL = ("amount", "once", "lot", "reach", "spread")
TINY = (*MASKS, "fresh", "rate", "social", "likelihood")
SMALL = ("unit", "strict", "told", "located", "special")
"""Lanes of a posting, by the kind of number that holds them: :mod:`.lanes` says what each is."""
BOX_WHOLE = ("left", "right", "low", "high", "near", "far")
BOX_REAL = ("least", "most", "reach")
BOX_TINY = (*MASKS, "social", "likelihood")
BOX_SMALL = ("stated", "unstated", "located")
"""Lanes of a block: what bounds its postings."""

SIZE = 32
"""Postings in a block, at most."""
CHUNK = 16
"""Blocks of a segment that are bounded at once."""
NOWHERE = 65_535
"""Commune that is not known."""
EVERYWHERE = 1 << 62
"""Squared steps that reach anything."""
ALL = -1
"""Every bit of a mask."""
BITS = 63
"""Labels asked, kinds and themes that a mask holds, at most."""
ACTOR_BITS = 20
ID_BITS = 32
TIE_BITS = ACTOR_BITS + ID_BITS
"""Bits of the order among equals in a key; the score is above them."""
EMPTY = -1
"""Key of a place in a list that nothing takes."""
GONE = (1 << 63) - 1
"""Key that fills the list of a posting that went: nothing reaches it."""
FOLDED = 14
"""Bits of a mask that its lane keeps; the next one stands for all the others."""
LAST_DAY = date.max.toordinal()
"""Day on which ends what has no end."""
FIRST_DAY = 730_120
"""Day from which lanes count: 1 January 2000."""
FURTHEST = (1 << 15) - 1
"""Days that they count, either way: until 2089."""
NEVER = 2000
"""Freshness of what has no date: above the freshest."""


class Lanes(NamedTuple):
    """Fields one after the other rather than one record after the other, for vector instructions.

    Attributes
    ----------
    whole, real, tiny, small : 2-D arrays of int32, float32, int16, int8
        A row a block, or a chunk of blocks; in it, as many places as it holds at most for the first
        field, then for the second, and so on. The places that nothing takes are zeros.
    """

    whole: NDArray[np.int32]
    real: NDArray[np.float32]
    tiny: NDArray[np.int16]
    small: NDArray[np.int8]


class Side(NamedTuple):
    """Postings of one direction, sorted, with their blocks and segments.

    Attributes
    ----------
    rows : array of ROW
        The postings.
    blocks : array of BLOCK
        In the same order.
    segments : array of SEGMENT
        Sorted by resource, then group.
    index : array of int32
        Where the segments of each resource begin; one more than there are resources.
    ties : array of int64
        Their order among equals again, side by side.
    lanes : Lanes
        Fields of the postings, a row a block: :data:`WHOLE`, :data:`REAL` and so on.
    boxes : Lanes
        Those of the blocks, a row a chunk: :data:`BOX_WHOLE` and so on.
    """

    rows: Array
    blocks: Array
    segments: Array
    index: Any
    ties: Whole
    lanes: Lanes
    boxes: Lanes


class Tables(NamedTuple):
    """What the postings refer to.

    Attributes
    ----------
    near_index, near_resource, near_share : arrays
        For each resource, the resources at least 500 close, itself included, and how close.
    season, worth, hazard : arrays of int16
        By resource: months of its season, environmental worth, column of its waste code in
        ``permits`` or -1 when it is not hazardous.
    permits : 2-D array of uint8
        Whether each set of authorisations (row) covers each hazardous code (column).
    areas : 2-D array of uint8
        Whether each set of communes (row) holds each commune (column).
    """

    near_index: NDArray[np.int32]
    near_resource: NDArray[np.int16]
    near_share: NDArray[np.int16]
    season: NDArray[np.int16]
    worth: NDArray[np.int16]
    hazard: NDArray[np.int16]
    permits: NDArray[np.uint8]
    areas: NDArray[np.uint8]


class Weights(NamedTuple):
    """Maxima of a table for one kind of suggestion, and points of what is unknown, ready to add.

    Attributes
    ----------
    closeness, quantity, distance, months, social, environment, responsiveness, themes, likelihood
        Maxima; 0 when the kind is not scored on it.
    no_quantity, no_distance, no_months, no_responsiveness : int
        Points granted when the datum is missing.
    """

    closeness: int
    quantity: int
    distance: int
    months: int
    social: int
    environment: int
    responsiveness: int
    themes: int
    likelihood: int
    no_quantity: int
    no_distance: int
    no_months: int
    no_responsiveness: int


@dataclass(frozen=True, slots=True)
class Columns:
    """A network, laid out.

    Attributes
    ----------
    offers, needs : Side
        What is declared.
    likely_offers, likely_needs : Side
        What is deduced.
    tables : Tables
        What they refer to.
    direct, deduced : Weights
        Points of each kind.
    """

    offers: Side
    needs: Side
    likely_offers: Side
    likely_needs: Side
    tables: Tables
    direct: Weights
    deduced: Weights
