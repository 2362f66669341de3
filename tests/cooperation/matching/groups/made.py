"""Small networks whose groups are known."""

from typing import Any

from cooperation.matching.points import (
    TABLE_VERSION,
    Criterion,
    CriterionCode,
    Suggestion,
    SuggestionKind,
)
from cooperation.matching.structure import Ties, ties
from cooperation.matching.types import Commitment, Cooperation
from tests.cooperation.matching.builders import BREAD, actor, network


def flow(giver: int, receiver: int) -> Cooperation:
    return Cooperation(giver_id=giver, receiver_id=receiver, resource=BREAD)


def committed(actor_id: int, action: int, theme: str = "food") -> Commitment:
    return Commitment(actor_id=actor_id, theme=theme, action_id=action)


def suggested(*parties: int, score: int = 600, resource: str = BREAD, offer: int = 0) -> Suggestion:
    return Suggestion(
        kind=SuggestionKind.DIRECT,
        giver_id=parties[0],
        receiver_id=parties[-1],
        resource=resource,
        offer_id=offer or None,
        criteria=(Criterion(CriterionCode.CLOSENESS, score, 1000),),
        version=TABLE_VERSION,
        parties=parties if len(parties) > 2 else (),
    )


def known(size: int, **rows: Any) -> Ties:
    actors = tuple(actor(ident) for ident in range(1, size + 1))
    return ties(network(**({"actors": actors} | rows)))
