"""Taxonomy of the resources: lineage and closeness.

Closeness is an integer from 0 (unrelated) to 1000 (the same), symmetric:

- the same resource: 1000;
- one above the other: 1000 − 150 per level, 250 more taken when the upper one is a root;
- a substitute, whichever side declares it: the closeness that the data file gives;
- siblings, unless their parent is a root: 300;
- anything else: 0.
"""

from __future__ import annotations

from collections.abc import Mapping

from .types import Resource

SAME = 1000
LEVEL = 150
ROOT = 250
SIBLING = 300


def ancestors(code: str) -> tuple[str, ...]:
    """Give the codes above one, nearest first.

    Parameters
    ----------
    code : str
        Dotted code.

    Returns
    -------
    tuple of str
        Empty for a root.

    Examples
    --------
    >>> ancestors("food.bakery.bread")
    ('food.bakery', 'food')
    """
    parts = code.split(".")
    return tuple(".".join(parts[:size]) for size in range(len(parts) - 1, 0, -1))


def closeness(resources: Mapping[str, Resource], first: str, second: str) -> int:
    """Tell how close two resources are.

    Parameters
    ----------
    resources : mapping
        Code → resource.
    first, second : str
        Codes.

    Returns
    -------
    int
        0 to 1000, symmetric; see the formula of the module.

    Raises
    ------
    KeyError
        If a code is unknown.
    """
    one, two = resources[first], resources[second]
    if first == second:
        return SAME
    declared = max(_declared(one, second), _declared(two, first))
    return max(declared, _by_level(one, two), _as_siblings(one, two))


def _declared(resource: Resource, code: str) -> int:
    """Give the closeness that a resource declares to a substitute, 0 if it declares none."""
    return dict(resource.substitutes).get(code, 0) if resource.substitutes else 0


def _by_level(one: Resource, two: Resource) -> int:
    """Score two resources of which one is above the other, 0 otherwise."""
    upper, lower = (one, two) if len(one.code) < len(two.code) else (two, one)
    if not lower.code.startswith(f"{upper.code}."):
        return 0
    return SAME - LEVEL * (lower.depth - upper.depth) - (ROOT if upper.depth == 1 else 0)


def _as_siblings(one: Resource, two: Resource) -> int:
    """Score two children of one parent that is not a root, 0 otherwise."""
    return SIBLING if one.parent == two.parent and one.depth > 2 else 0
