"""From postings to records: every code becomes a number or a bit, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from cooperation.knowledge import Knowledge
from cooperation.matching import criteria, quantities
from cooperation.matching.constraints import authorised
from cooperation.matching.context import Context
from cooperation.matching.distance import point
from cooperation.matching.types import Actor, Place, Posting

from .layout import ACTOR_BITS, ALL, BITS, EVERYWHERE, ID_BITS, LAST_DAY, NOWHERE, ROW, Array
from .sorting import square_reach

HALF = 1 << (ID_BITS - 1)
LAST_ACTOR = (1 << ACTOR_BITS) - 1
LARGEST_KM = 20_000
UNKNOWN_UNIT = -1
SOCIAL = {(True, True): criteria.SIAE, (True, False): criteria.SIAE, (False, True): criteria.SOCIAL}


class TooManyError(ValueError):
    """More distinct labels, kinds, themes, communes, or larger identifiers, than records hold.

    The indexed engine, which has no such bound, then answers.
    """


class Bits:
    """Codes seen so far, each a bit of a mask.

    Parameters
    ----------
    what : str
        What the codes are, for the error.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self.places: dict[str, int] = {}
        self.masks: dict[frozenset[str], int] = {}

    def mask(self, codes: frozenset[str]) -> int:
        """Give the mask of some codes.

        Raises
        ------
        TooManyError
            If there are more than 63 codes.
        """
        if codes not in self.masks:
            for code in sorted(codes):
                self.places.setdefault(code, len(self.places))
            if len(self.places) > BITS:
                raise TooManyError(f"more than {BITS} {self.what}")
            self.masks[codes] = sum(1 << self.places[code] for code in codes)
        return self.masks[codes]


class Sets:
    """Sets of codes seen so far, each a number; the empty one is 0."""

    def __init__(self) -> None:
        self.numbers: dict[frozenset[str], int] = {frozenset(): 0}

    def number(self, codes: frozenset[str]) -> int:
        """Give the number of a set."""
        return self.numbers.setdefault(codes, len(self.numbers))


class Encoder:
    """Writes postings as records.

    Parameters
    ----------
    context : Context
        The organisations, the knowledge, the day.

    Raises
    ------
    TooManyError
        When something does not fit.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.today = context.today.toordinal()
        self.resources = {code: place for place, code in enumerate(context.knowledge.resources)}
        self.dimensions = _dimensions(context.knowledge)
        self.labels, self.kinds, self.themes = Bits("labels"), Bits("kinds"), Bits("themes")
        self.areas, self.gates = Sets(), Sets()
        self.communes: dict[str, int] = {}
        self.numbers = _numbers(context.actors)
        self.idents = {number: ident for ident, number in self.numbers.items()}

    def rows(self, postings: Iterable[Posting]) -> Array:
        """Write postings as records, in the same order, groups left at 0."""
        return np.array([self.row(posting) for posting in postings], ROW)

    def row(self, posting: Posting) -> tuple[int, ...]:
        """Write a posting as a record."""
        actor = self.context.actors[posting.actor_id]
        place = posting.place or actor.place
        return (
            self.tie(actor.id, posting.id),
            *self._amounts(posting),
            self._reach(posting, actor),
            *self._masks(posting, actor),
            *(point(place) or (0, 0, 0)),
            *self._days(posting),
            self._area(posting, actor),
            self.gates.number(actor.authorisations),
            self.commune(place),
            0,
            self.resources[posting.resource],
            posting.months & criteria.MONTHS_ALL or criteria.MONTHS_ALL,
            self._age(posting),
            -1 if actor.answer_rate is None else actor.answer_rate,
            SOCIAL.get((bool(actor.siae_type), actor.is_social), 0),
            posting.likelihood,
            bool(posting.months & criteria.MONTHS_ALL),
            *self._unit(posting),
            point(place) is not None,
        )

    def tie(self, actor_id: int, posting_id: int) -> int:
        """Give the order among equals: the first organisation, then posting, has the greatest."""
        if not -HALF <= posting_id < HALF:
            raise TooManyError(f"posting {posting_id}: identifier beyond {ID_BITS} bits")
        return ((LAST_ACTOR - self.numbers[actor_id]) << ID_BITS) | (HALF - 1 - posting_id)

    def commune(self, place: Place | None) -> int:
        """Give the number of the commune of a place."""
        code = place.insee if place else ""
        if not code:
            return NOWHERE
        number = self.communes.setdefault(code, len(self.communes))
        if number >= NOWHERE:
            raise TooManyError(f"more than {NOWHERE} communes")
        return number

    def _amounts(self, posting: Posting) -> tuple[int, int, int]:
        """Give what it moves each month, in one go, and its smallest useful lot; -1 unknown."""
        found = quantities.measure(self.context.knowledge, posting)
        amounts = found.monthly, found.at_once, found.lot
        month, once, lot = (-1 if amount is None else amount for amount in amounts)
        return month, once, lot

    def _unit(self, posting: Posting) -> tuple[int, bool]:
        """Give the dimension, and whether the resource allows the unit."""
        knowledge = self.context.knowledge
        dimension, _ = quantities.reference(knowledge, posting.resource, posting.unit)
        allowed = posting.unit in knowledge.resources[posting.resource].units
        return self.dimensions.get(dimension, UNKNOWN_UNIT) if dimension else 0, allowed

    def _reach(self, posting: Posting, actor: Actor) -> int:
        """Give the squared reach: of the posting if it states any area, else of its organisation."""
        own = posting.max_distance_km is not None or posting.service_communes
        radius = posting.max_distance_km if own else actor.service_radius_km
        if radius is None:
            return EVERYWHERE if self._area(posting, actor) < 0 else -1
        return square_reach(min(radius, LARGEST_KM))

    def _area(self, posting: Posting, actor: Actor) -> int:
        """Give the set of communes served, -1 when none is stated."""
        own = posting.max_distance_km is not None or posting.service_communes
        return self.areas.number(posting.service_communes if own else actor.service_communes) - 1

    def _masks(self, posting: Posting, actor: Actor) -> tuple[int, int, int, int, int]:
        """Give the labels asked and held, the kinds allowed and its own, the themes."""
        held = self.labels.mask(posting.labels_held | actor.labels)
        return (
            self.labels.mask(posting.labels_required),
            held if posting.labels_held else ALL,
            self.kinds.mask(posting.kinds_may_answer) or ALL,
            self.kinds.mask(actor.kinds) or ALL,
            self.themes.mask(self.context.themes.get(actor.id, frozenset())),
        )

    def _days(self, posting: Posting) -> tuple[int, int]:
        """Give the first and the last day."""
        start = posting.starts.toordinal() if posting.starts else 0
        return max(self.today, start), posting.ends.toordinal() if posting.ends else LAST_DAY

    def _age(self, posting: Posting) -> int:
        """Give the age in days, bounded; -1 when it is unknown."""
        if posting.published_on is None:
            return -1
        return max(0, min(criteria.STALE_DAYS, self.today - posting.published_on.toordinal()))

    def area_table(self) -> NDArray[np.uint8]:
        """Tell which communes each set holds; a set names communes that nobody stands in too."""
        for codes in self.areas.numbers:
            for code in sorted(codes):
                self.commune(Place(insee=code))
        table = np.zeros((max(1, len(self.areas.numbers) - 1), len(self.communes) + 1), np.uint8)
        for codes, number in self.areas.numbers.items():
            if codes:
                table[number - 1, [self.communes[code] for code in codes if code]] = 1
        return table

    def gate_table(self, codes: list[str]) -> NDArray[np.uint8]:
        """Tell which hazardous codes each set of authorisations covers."""
        rows = [
            [authorised(Actor(id=0, authorisations=held), code) for code in codes]
            for held in self.gates.numbers
        ]
        return np.array(rows, np.uint8).reshape(len(rows), len(codes))


def _dimensions(knowledge: Knowledge) -> dict[str, int]:
    """Give each dimension a number, from 1."""
    names = sorted({unit.dimension for unit in knowledge.units.values()})
    return {name: place for place, name in enumerate(names, start=1)}


def _numbers(actors: Mapping[int, Actor]) -> Mapping[int, int]:
    """Give each organisation its number, in their order: by their identifiers when these are small."""
    if all(0 <= ident <= LAST_ACTOR for ident in actors):
        return {ident: ident for ident in actors}
    if len(actors) > LAST_ACTOR:
        raise TooManyError(f"more than {LAST_ACTOR} organisations")
    return {ident: place for place, ident in enumerate(sorted(actors))}


__all__ = ["Bits", "Encoder", "Sets", "TooManyError"]
