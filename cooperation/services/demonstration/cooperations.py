"""Fictitious cooperations: neighbours of which one offers what the other needs."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cooperation.services.demonstration.curated_files import CooperationRow, PostingRow
from cooperation.services.demonstration.drawing import draw_for
from cooperation.services.demonstration.organisations import EAST_KM, NORTH_KM, SOURCE
from pacte.services.organisation_files import OrganisationRow

COUNT = 40
FARTHEST_KM = 45


@dataclass(frozen=True, slots=True)
class Pair:
    """An offer and a need of one resource, and how far apart."""

    offer: PostingRow
    need: PostingRow
    km: float


def fictitious_cooperations(
    postings: Sequence[PostingRow],
    organisations: Mapping[str, OrganisationRow],
    actions: Mapping[str, str],
) -> tuple[CooperationRow, ...]:
    """Return flows between fictitious organisations: the nearest need of each offer.

    ``actions`` gives the action that a flow serves, by head of the resource.
    """
    needs = [row for row in postings if row.direction == "need" and row.is_fictitious]
    offers = [row for row in postings if row.direction == "offer" and row.is_fictitious]
    pairs = [pair for offer in offers if (pair := _nearest(offer, needs, organisations))]
    order = draw_for("cooperations")
    order.shuffle(pairs)
    return tuple(_cooperation(pair, actions) for pair in _spread(pairs))


def _nearest(
    offer: PostingRow, needs: Sequence[PostingRow], organisations: Mapping[str, OrganisationRow]
) -> Pair | None:
    found = [
        Pair(offer, need, _km(organisations[offer.organisation], organisations[need.organisation]))
        for need in needs
        if need.resource == offer.resource and need.organisation != offer.organisation
    ]
    best = min(found, key=lambda pair: (pair.km, pair.need.key), default=None)
    return best if best and best.km <= FARTHEST_KM else None


def _km(one: OrganisationRow, other: OrganisationRow) -> float:
    north = ((one.latitude or 0) - (other.latitude or 0)) / NORTH_KM
    east = ((one.longitude or 0) - (other.longitude or 0)) / EAST_KM
    return round(math.hypot(north, east), 3)


def _spread(pairs: Sequence[Pair]) -> list[Pair]:
    """Keep at most three flows a resource, so that they are varied."""
    kept: list[Pair] = []
    for pair in pairs:
        same = sum(one.offer.resource == pair.offer.resource for one in kept)
        if same < 3 and len(kept) < COUNT:
            kept.append(pair)
    return kept


def _cooperation(pair: Pair, actions: Mapping[str, str]) -> CooperationRow:
    rng = draw_for("cooperation", pair.offer.key, pair.need.key)
    quantities = [q for q in (pair.offer.quantity, pair.need.quantity) if q is not None]
    comparable = (pair.offer.unit, pair.offer.period) == (pair.need.unit, pair.need.period)
    quantity = min(quantities) if comparable and quantities else pair.offer.quantity
    head = pair.offer.resource.split(".")
    served = (actions.get(".".join(head[:size]), "") for size in range(len(head), 0, -1))
    return CooperationRow(
        giver=pair.offer.organisation,
        receiver=pair.need.organisation,
        resource=pair.offer.resource,
        quantity=quantity,
        unit=pair.offer.unit if quantity is not None else "",
        period=pair.offer.period,
        since=dt.date(2025, 1, 6) + dt.timedelta(days=rng.randint(0, 600)),
        action=next((action for action in served if action), ""),
        source=SOURCE,
        is_fictitious=True,
        posting=pair.offer.key,
    )
