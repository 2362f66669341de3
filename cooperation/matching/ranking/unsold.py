"""What food becomes when it is no longer sold: what a text says of it need not name it so."""

from __future__ import annotations

from cooperation.knowledge import Knowledge

from .knowing import Weighted

UNSOLD = (
    ("food.bakery.pastry", "byproduct.food.pastry_unsold"),
    ("food.bakery", "byproduct.food.bread_unsold"),
    ("food.dairy", "byproduct.food.dairy_unsold"),
    ("food.vegetable", "byproduct.food.fruit_veg_unsold"),
    ("food.fruit", "byproduct.food.fruit_veg_unsold"),
    ("food.meat", "byproduct.food.meat_unsold"),
    ("food.fish", "byproduct.food.meat_unsold"),
    ("food.seafood", "byproduct.food.meat_unsold"),
    ("food.egg", "byproduct.food.egg_unsold"),
    ("food.cereal", "byproduct.food.flour_unsold"),
    ("food.grocery", "byproduct.food.grocery_unsold"),
    ("prepared.preserve", "byproduct.food.grocery_unsold"),
    ("prepared.meal", "byproduct.food.meal_leftover"),
    ("prepared.dish", "byproduct.food.sandwich_unsold"),
    ("prepared.drink", "byproduct.food.drink_unsold"),
)
"""Resources, with all that is under them, and what they become; the first that fits."""


def unsold_of(knowledge: Knowledge, resources: Weighted) -> Weighted:
    """Give what the food of a text becomes when it is no longer sold, as sure as it is read.

    Parameters
    ----------
    knowledge : Knowledge
        What it does not know is left out.
    resources : tuple of (str, int)
        What the text may mean, with confidence.

    Returns
    -------
    tuple of (str, int)
        Each once, with the confidence of the surest food, in the order in which they are first met;
        not those that the text already names, nor those of which it names a sort.
    """
    found: dict[str, int] = {}
    named = {becomes for _, becomes in UNSOLD for code, _ in resources if code.startswith(becomes)}
    for code, sure in resources:
        becomes = next((what for food, what in UNSOLD if f"{code}.".startswith(f"{food}.")), "")
        if becomes in knowledge.resources and becomes not in named:
            found[becomes] = max(sure, found.get(becomes, 0))
    return tuple(found.items())
