"""Direct suggestions: an offer meets a need."""

from __future__ import annotations

from . import constraints, criteria, quantities
from .context import Pair
from .points import Check, PathStep, Suggestion, SuggestionKind

NEGOTIABLE = "negotiable"


def suggest(pair: Pair) -> Suggestion | None:
    """Suggest that an offer meets a need.

    Parameters
    ----------
    pair : Pair
        The offer and the need.

    Returns
    -------
    Suggestion or None
        ``None`` when a hard constraint fails.
    """
    unknown = constraints.unknowns(pair)
    if unknown is None:
        return None
    return Suggestion(
        kind=SuggestionKind.DIRECT,
        giver_id=pair.giver.id,
        receiver_id=pair.receiver.id,
        resource=pair.offer.resource,
        offer_id=pair.offer.id,
        need_id=pair.need.id,
        criteria=criteria.score(pair, SuggestionKind.DIRECT, criteria.DIRECT),
        checks=(*(outcome.as_check() for outcome in unknown), *common_checks(pair)),
        path=path(pair),
        version=pair.context.table.version,
    )


def common_checks(pair: Pair) -> tuple[Check, ...]:
    """Give what is to check beside missing data: rhythm, price, a flow that already runs."""
    found: list[Check] = []
    if quantities.mixes_rhythms(pair):
        rhythms = (("offered", str(pair.offer.period)), ("wanted", str(pair.need.period)))
        found.append(Check("rhythm", rhythms))
    modes = {pair.offer.price_mode, pair.need.price_mode}
    if len(modes) == 2 and not modes & {"", NEGOTIABLE}:
        prices = (("offered", pair.offer.price_mode), ("wanted", pair.need.price_mode))
        found.append(Check("price", prices))
    flow = (pair.giver.id, pair.receiver.id, pair.offer.resource)
    if flow in pair.context.running:
        found.append(Check("already_running", (("resource", pair.offer.resource),)))
    return tuple(found)


def path(pair: Pair) -> tuple[PathStep, ...]:
    """Give the path from the giver to the receiver through what flows."""
    giver = PathStep("organisation", pair.giver.id, "offers")
    receiver = PathStep("organisation", pair.receiver.id)
    if pair.offer.resource == pair.need.resource:
        return giver, PathStep("resource", pair.offer.resource, "needed_by"), receiver
    offered = PathStep("resource", pair.offer.resource, "close_to")
    return giver, offered, PathStep("resource", pair.need.resource, "needed_by"), receiver
