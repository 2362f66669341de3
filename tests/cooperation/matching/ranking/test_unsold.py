"""Food that is no longer sold, what stands idle, what is to be done, and codes of waste."""

import pytest

from cooperation import knowledge
from cooperation.knowledge import ResourceKind
from cooperation.matching.ranking import Organisation, Question
from cooperation.matching.ranking.base import Base
from cooperation.matching.ranking.cues import cues_of
from cooperation.matching.ranking.knowing import (
    ANY_HAZARD,
    LABELLED,
    LOW_SHARES,
    UNNAMED,
    UNSAID,
    resources_of_waste,
    resources_read,
    trades_wanted,
)
from cooperation.matching.ranking.reading import read
from cooperation.matching.ranking.unsold import UNSOLD, unsold_of
from cooperation.matching.types import Direction
from tests.cooperation.matching.ranking.builders import SMALL

KNOWN = knowledge.load()
OFFER, NEED = Direction.OFFER, Direction.NEED


def test_what_food_becomes_is_known() -> None:
    for food, becomes in UNSOLD:
        assert food in KNOWN.resources
        assert KNOWN.resources[becomes].kind is ResourceKind.BYPRODUCT


def test_each_food_becomes_what_the_first_row_that_fits_says() -> None:
    read = (("food.bakery.bread", 400), ("food.bakery", 700), ("food.bakery.pastry", 300))
    becomes = (("byproduct.food.bread_unsold", 700), ("byproduct.food.pastry_unsold", 300))
    assert unsold_of(KNOWN, (*read, ("service", 900))) == becomes
    assert unsold_of(SMALL, read) == ()
    berry = ("byproduct.food.fruit_veg_unsold.berry", 500)
    assert unsold_of(KNOWN, (berry, ("food.fruit", 900))) == ()


@pytest.mark.parametrize(
    ("text", "unsold"),
    [
        ("crème à date courte", True),
        ("yaourts périmés", True),
        ("courgettes en trop", True),
        ("yaourts fermiers", False),
    ],
)
def test_an_offer_says_that_food_is_no_longer_sold(text: str, unsold: bool) -> None:
    assert cues_of(text, OFFER).unsold is unsold
    assert not cues_of(text, NEED).unsold


def test_an_offer_of_it_is_read_so() -> None:
    base = Base(KNOWN, [Organisation(id=1, name="Une", activity="aide alimentaire")], [])
    asked = Question(direction=OFFER, text="saumon fumé à date courte")
    assert "byproduct.food.meat_unsold" in dict(read(base, asked).resources)


def test_what_is_free_at_times_is_lent() -> None:
    kept = cues_of("four disponible le matin", OFFER).sorts
    assert kept[ResourceKind.EQUIPMENT] > kept[ResourceKind.BYPRODUCT]
    assert cues_of("four disponible", OFFER).sorts[ResourceKind.BYPRODUCT] == 1000


def test_an_action_at_the_head_of_a_need_asks_for_work() -> None:
    kept = cues_of("abattage de volailles", NEED).sorts
    assert kept[ResourceKind.SERVICE] > kept[ResourceKind.FOOD]
    assert cues_of("volailles", NEED).sorts[ResourceKind.FOOD] == 1000


def test_a_wording_that_teaches_counts_for_less_when_nobody_asks_to_learn() -> None:
    code = "training.digital.code"
    said = dict(resources_read(KNOWN, "formation développeur web"))
    unsaid = dict(resources_read(KNOWN, "développeur web"))
    assert unsaid.get(code, 0) <= said[code] * UNSAID // 1000 + 1


def test_whom_a_need_is_for_is_not_looked_for() -> None:
    assert "restaurant" not in dict(trades_wanted(KNOWN, "du pain pour un restaurant"))
    assert "plumber" in dict(trades_wanted(KNOWN, "quelqu’un pour de la plomberie"))


def test_a_code_of_waste_is_that_of_its_resources() -> None:
    (code, share), *_ = resources_of_waste(KNOWN, "200125")
    assert (KNOWN.resources[code].low_code, share) == ("200125", LOW_SHARES[6])


def test_else_its_label_names_them() -> None:
    found = dict(resources_of_waste(KNOWN, "191201"))
    assert "191201" not in {row.low_code for row in KNOWN.resources.values()}
    assert any(code.startswith("byproduct.paper") for code in found)
    assert max(found.values()) <= LABELLED
    assert all(not KNOWN.resources[code].hazardous for code in found)


def test_a_hazardous_code_whose_label_names_nothing_is_any_hazard() -> None:
    unnamed = [
        code
        for code, row in KNOWN.low.items()
        if row.hazardous and resources_of_waste(KNOWN, code) == ((ANY_HAZARD, UNNAMED),)
    ]
    assert unnamed
    assert all(KNOWN.resources[code].hazardous for code, _ in resources_of_waste(KNOWN, "160506"))


def test_an_unknown_code_is_that_of_the_nearest_ones_or_of_none() -> None:
    assert {share for _, share in resources_of_waste(KNOWN, "20")} == {LOW_SHARES[2]}
    assert {share for _, share in resources_of_waste(KNOWN, "200199")} <= {
        LABELLED,
        *LOW_SHARES.values(),
    }
    assert resources_of_waste(KNOWN, "990000") == resources_of_waste(SMALL, "990000") == ()
