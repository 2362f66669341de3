"""Everything that does not depend on the question, computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cooperation.knowledge import Knowledge
from cooperation.knowledge.french import fold
from cooperation.matching.types import Direction

from .features import FULL, Features
from .geography import Places
from .lexical import Words
from .links import Flows
from .market import Role, market_of
from .profiles import document, profile
from .structure import Structure
from .supply import Supply
from .types import Link, Organisation
from .vocabulary import Vocabulary

WANTED: Mapping[Direction, Role] = {Direction.OFFER: Role.TAKES, Direction.NEED: Role.GIVES}
"""What the organisations that answer do with what is asked."""


def order_key(identifier: int | str) -> tuple[int, int, str]:
    """Give the place of an identifier among others: numbers first, then texts.

    Examples
    --------
    >>> sorted(["b", 10, "a", 9], key=order_key)
    [9, 10, 'a', 'b']
    """
    if isinstance(identifier, int):
        return (0, identifier, "")
    return (1, 0, identifier)


class Base:
    """Organisations and their cooperations, read.

    Parameters
    ----------
    knowledge : Knowledge or None
        Resources, transformations and trades; without it, words alone are compared.
    organisations : sequence of Organisation
        In any order.
    links : sequence of Link
        In any order.

    Raises
    ------
    ValueError
        If two organisations have the same identifier, once written as a text.
    """

    def __init__(
        self,
        knowledge: Knowledge | None,
        organisations: Sequence[Organisation],
        links: Sequence[Link],
    ) -> None:
        self.knowledge = knowledge
        self.organisations = sorted(organisations, key=lambda row: order_key(row.id))
        self.rows = {str(row.id): at for at, row in enumerate(self.organisations)}
        if len(self.rows) < len(self.organisations):
            raise ValueError("two organisations have the same identifier")
        self.profiles = [profile(knowledge, row) for row in self.organisations]
        self.features = Features(self._features())
        self.places = Places([row.place for row in self.organisations])
        self.words = {
            role: Words([document(knowledge, found, role) for found in self.profiles])
            for role in Role
        }
        market = market_of(knowledge) if knowledge else None
        self.flows = Flows(self.rows, links, market)
        self.structures = {
            Direction.OFFER: Structure(self.flows.edges, self.features),
            Direction.NEED: Structure(self.flows.edges.reverse, self.features),
        }
        self.supply = Supply(market, self.features, self.profiles) if market else None
        self.vocabulary = Vocabulary(market, self.features) if market else None
        self.social = np.array([FULL * found.social for found in self.profiles], dtype=np.int64)

    def row_of(self, identifier: int | str | None) -> int:
        """Give the row of an organisation, −1 when it is not there."""
        return -1 if identifier is None else self.rows.get(str(identifier), -1)

    def _features(self) -> list[dict[str, int]]:
        """Trades; without the knowledge, the code and the words of the activity."""
        if self.knowledge:
            return [dict(found.trades) for found in self.profiles]
        return [_raw_features(row) for row in self.organisations]


def _raw_features(row: Organisation) -> dict[str, int]:
    """Give the code and the activity of an organisation, which stand for its trades."""
    found = {"naf": row.naf.strip().upper(), "activity": fold(row.activity).strip()}
    return {f"{key} {value}": FULL for key, value in found.items() if value}
