"""The lists that a full run fills, as keys, and how a key is read.

A key holds a score, then what puts equals in order: the organisation, then the posting.
"""

from __future__ import annotations

from typing import NamedTuple

from .columns.encoding import HALF, LAST_ACTOR
from .columns.layout import ID_BITS, TIE_BITS, Array, Whole

LOW = (1 << ID_BITS) - 1


class Ways(NamedTuple):
    """The best of every posting of two sides that face each other.

    Attributes
    ----------
    offers, needs : array of ROW
        The postings, in the order of the lists.
    gives, takes : 2-D arrays of int64
        For each offer (need), the keys of its best needs (offers): best first, -1 where empty.
        :func:`scores` and :func:`identifiers` read them.
    """

    offers: Array
    needs: Array
    gives: Whole
    takes: Whole


def scores(keys: Whole) -> Whole:
    """Read the scores of keys; negative where empty."""
    return keys >> TIE_BITS


def identifiers(ties: Whole) -> Whole:
    """Read the identifiers of the postings of keys, or of their order among equals."""
    return HALF - 1 - (ties & LOW)


def identifier(key: int) -> int:
    """Read the identifier of the posting of one key."""
    return HALF - 1 - (key & LOW)


def actor(key: int) -> int:
    """Read the number of the organisation of one key."""
    return LAST_ACTOR - (key >> ID_BITS & LAST_ACTOR)


def actors(ties: Whole) -> Whole:
    """Read the numbers of the organisations of keys, or of their order among equals."""
    return LAST_ACTOR - (ties >> ID_BITS & LAST_ACTOR)
