"""What an offer and a need demand of each other, place apart.

Constraints are those of every match (``cooperation.matching.constraints``): itself, labels, who may
answer. Two postings of one term get the same answer from any other, so one answers for all.
What nobody of a family asks for is left out of its terms: it makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cooperation.matching import constraints
from cooperation.matching.constraints import Verdict
from cooperation.matching.context import Context, Pair
from cooperation.matching.types import Direction, Posting

from .families import is_close

NO_LIMIT = 1 << 40
"""Radius of what nothing bounds, in metres."""

NONE = -1
"""Radius of what is bounded by a list of communes alone."""

DEMANDS = (
    constraints.itself,
    constraints.offer_answer,
    constraints.need_answer,
    constraints.offer_labels,
    constraints.need_labels,
)
"""The constraints that depend on neither place nor time."""


class Terms:
    """The terms of the postings of a plan.

    Parameters
    ----------
    shared : Context
        Organisations and knowledge.
    family : mapping
        Resource → number of its family.
    offers, needs : sequence of Posting
        Both sides.
    """

    def __init__(
        self,
        shared: Context,
        family: Mapping[str, int],
        offers: Sequence[Posting],
        needs: Sequence[Posting],
    ) -> None:
        self._shared, self._family = shared, family
        self._labels = {
            Direction.OFFER: self._union(needs, "labels_required"),
            Direction.NEED: self._union(offers, "labels_required"),
        }
        self._kinds = {
            Direction.OFFER: self._union(needs, "kinds_may_answer"),
            Direction.NEED: self._union(offers, "kinds_may_answer"),
        }
        sides = [
            {(self._family[row.resource], row.actor_id) for row in side} for side in (offers, needs)
        ]
        self._both = sides[0] & sides[1]

    def _union(self, rows: Iterable[Posting], name: str) -> Mapping[int, set[str]]:
        """Gather what the rows of each family ask for."""
        found: dict[int, set[str]] = defaultdict(set)
        for row in rows:
            found[self._family[row.resource]] |= getattr(row, name)
        return found

    def of(self, posting: Posting) -> Hashable:
        """Give the term of a posting."""
        family = self._family[posting.resource]
        actor = self._shared.actors[posting.actor_id]
        labels = self._labels[posting.direction][family]
        kinds = self._kinds[posting.direction][family]
        return (
            posting.resource,
            posting.labels_required,
            posting.kinds_may_answer,
            frozenset(self.labels(posting) & labels),
            bool(labels and posting.labels_held),
            frozenset(actor.kinds & kinds),
            bool(kinds and actor.kinds),
            actor.id if (family, actor.id) in self._both else 0,
        )

    def labels(self, posting: Posting) -> frozenset[str]:
        """Give the labels of a posting and of its organisation."""
        return posting.labels_held | self._shared.actors[posting.actor_id].labels

    def reach(self, posting: Posting) -> tuple[int, frozenset[str]]:
        """Give how far a posting reaches, in metres, and the communes it lists.

        They are the posting's own if it states any, else its organisation's.
        """
        actor = self._shared.actors[posting.actor_id]
        own = posting.max_distance_km is not None or posting.service_communes
        kilometres = posting.max_distance_km if own else actor.service_radius_km
        communes = posting.service_communes if own else actor.service_communes
        if kilometres is not None:
            return kilometres * 1000, communes
        return (NONE if communes else NO_LIMIT), communes

    def suits(self, offers: Sequence[Posting], needs: Sequence[Posting]) -> NDArray[np.bool_]:
        """Tell which offers may serve which needs, place apart."""
        table = np.zeros((len(offers), len(needs)), dtype=np.bool_)
        for row, offer in enumerate(offers):
            for column, need in enumerate(needs):
                table[row, column] = self.may_serve(offer, need)
        return table

    def may_serve(self, offer: Posting, need: Posting) -> bool:
        """Tell whether an offer may serve a need, place apart; what is unknown does not exclude."""
        if self._family[offer.resource] != self._family[need.resource]:
            return False
        if not is_close(self._shared.knowledge, offer.resource, need.resource):
            return False
        closeness = self._shared.knowledge.closeness(offer.resource, need.resource)
        pair = Pair(self._shared, offer, need, closeness)
        return all(demand(pair).verdict is not Verdict.FAILS for demand in DEMANDS)
