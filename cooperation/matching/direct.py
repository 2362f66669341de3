"""Direct suggestions: an offer meets a need. Deduced ones: one of both was never posted."""

from __future__ import annotations

from . import criteria, glances, quantities
from .context import Pair
from .points import TOTAL, Check, PathStep, Suggestion, SuggestionKind
from .types import Posting

NEGOTIABLE = "negotiable"


def suggest(pair: Pair) -> Suggestion | None:
    """Suggest that an offer meets a need.

    When one side is only probable, the suggestion is of kind ``deduced``, and has no identifier for
    that side; when both are, there is none.

    Parameters
    ----------
    pair : Pair
        The offer and the need.

    Returns
    -------
    Suggestion or None
        ``None`` when a hard constraint fails, or when both sides are deduced.
    """
    probable = [is_deduced(side) for side in (pair.offer, pair.need)]
    unknown = None if all(probable) else glances.unknowns(pair)
    if unknown is None:
        return None
    kind = SuggestionKind.DEDUCED if any(probable) else SuggestionKind.DIRECT
    scorers = criteria.DEDUCED if any(probable) else criteria.DIRECT
    return Suggestion(
        kind=kind,
        giver_id=pair.giver.id,
        receiver_id=pair.receiver.id,
        resource=pair.offer.resource,
        offer_id=None if probable[0] else pair.offer.id,
        need_id=None if probable[1] else pair.need.id,
        criteria=criteria.score(pair, kind, scorers),
        checks=(*(outcome.as_check() for outcome in unknown), *common_checks(pair)),
        path=path(pair),
        version=pair.context.table.version,
        likelihood=min(pair.offer.likelihood, pair.need.likelihood),
    )


def is_deduced(posting: Posting) -> bool:
    """Tell whether a posting is only probable: deduced from a trade, never declared."""
    return posting.likelihood < TOTAL


def common_checks(pair: Pair) -> tuple[Check, ...]:
    """Give what is to check beside missing data: rhythm, price, a flow that already runs.

    What is only probable has no rhythm.
    """
    found: list[Check] = []
    declared = not (is_deduced(pair.offer) or is_deduced(pair.need))
    if declared and quantities.mixes_rhythms(pair):
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
