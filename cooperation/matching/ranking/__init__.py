"""Rank organisations for a French text from what is known of their trades, before anyone posts.

- ``types``: what is ranked, what is asked, what comes out
- ``ranker``: :class:`~cooperation.matching.ranking.ranker.Ranker`
- ``table``: the versioned points
- ``base``, ``profiles``, ``market``, ``supply``: what the knowledge says of each organisation
- ``lexical``, ``geography``, ``structure``, ``links``: the three other parts
"""

from .ranker import Ranker
from .types import Answer, Link, Organisation, Part, Question, Ranked, Reason, ReasonCode

__all__ = [
    "Answer",
    "Link",
    "Organisation",
    "Part",
    "Question",
    "Ranked",
    "Ranker",
    "Reason",
    "ReasonCode",
]
