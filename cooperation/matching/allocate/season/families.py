"""Families of products: those that one offer may serve, directly or from one to the next."""

from __future__ import annotations

from collections.abc import Iterable

from cooperation.knowledge import Knowledge
from cooperation.matching.context import CLOSE_ENOUGH


def is_close(knowledge: Knowledge, offered: str, wanted: str) -> bool:
    """Tell whether a product may stand for another."""
    return knowledge.closeness(offered, wanted) >= CLOSE_ENOUGH


def families(knowledge: Knowledge, offered: Iterable[str], wanted: Iterable[str]) -> dict[str, int]:
    """Give each family a number: an offer of one never serves a need of another.

    Parameters
    ----------
    knowledge : Knowledge
        Says which products are close.
    offered, wanted : iterable of str
        Resource codes, in any order.

    Returns
    -------
    dict
        Resource → number of its family, from 0, in the order of the first code of each.
    """
    left, right = sorted(set(offered)), sorted(set(wanted))
    chief = {code: code for code in (*left, *right)}

    def top(code: str) -> str:
        while chief[code] != code:
            code = chief[code]
        return code

    for one in left:
        for two in right:
            if is_close(knowledge, one, two):
                first, second = sorted((top(one), top(two)))
                chief[second] = first
    numbers = {code: number for number, code in enumerate(sorted({top(code) for code in chief}))}
    return {code: numbers[top(code)] for code in sorted(chief)}
