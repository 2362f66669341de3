"""Postings drawn alike every time: offers and needs of three resources, to match among themselves."""

import random
from decimal import Decimal

from tests.factories.cooperation import PostingFactory

RESOURCES = ("byproduct.food.bread_unsold", "food.vegetable.carrot", "food.vegetable")


def crowd(organisations, count):
    """Make so many postings of some organisations; return them."""
    rng = random.Random(4)  # noqa: S311
    return [
        PostingFactory(
            organisation=rng.choice(organisations),
            need=rng.random() < 0.5,
            resource=rng.choice(RESOURCES),
            quantity=Decimal(rng.randrange(1, 90)),
            unit="kg",
        )
        for _ in range(count)
    ]
