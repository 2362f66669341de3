"""What a question means for who asks it."""

import pytest

from cooperation.knowledge import ResourceKind, load
from cooperation.matching.ranking import Organisation, Ranker
from cooperation.matching.ranking.market import Role
from cooperation.matching.ranking.reading import Reading, read

from .builders import needs, offers

BAKERY = Organisation(id=1, name="Boulangerie fictive", activity="boulangerie")
BREAD = "byproduct.food.bread_unsold"


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return Ranker(load(), (BAKERY,))


def resources(found: Reading) -> set[str]:
    return {code for code, _ in found.resources}


def test_what_a_trade_leaves_over_is_proposed_when_an_offer_says_nothing_clear(
    ranker: Ranker,
) -> None:
    found = resources(read(ranker.base, offers("bidules", organisation=1)))
    kinds = {ranker.base.knowledge.resources[code].kind for code in found}
    assert BREAD in found
    assert kinds == {ResourceKind.BYPRODUCT}  # the bread that it sells is not left over
    assert resources(read(ranker.base, offers("bidules"))) == set()  # nobody asks
    assert resources(read(ranker.base, needs("bidules", organisation=1))) == set()
    assert BREAD not in resources(read(ranker.base, offers("vélos à réparer", organisation=1)))


def test_who_works_on_what_is_offered_is_asked_rather_than_who_takes_it(ranker: Ranker) -> None:
    found = read(ranker.base, offers("vélos à réparer"))
    assert "service.repair.bike" in found.turned
    assert "byproduct.bike" in resources(found) - found.turned
    assert read(ranker.base, needs("vélos à réparer")).turned == frozenset()


def test_what_the_trade_of_who_asks_has_itself_is_less_likely_what_it_needs(ranker: Ranker) -> None:
    anyone = dict(read(ranker.base, needs("du pain frais")).resources)
    baker = dict(read(ranker.base, needs("du pain frais", organisation=1)).resources)
    assert baker["food.bakery.bread"] < anyone["food.bakery.bread"]


def test_an_activity_that_names_what_its_trade_gives_is_surer_of_it() -> None:
    plain = Organisation(id=1, name="Ferme fictive", activity="arboriculteur")
    said = Organisation(id=2, name="Verger fictif", activity="arboriculteur, abricots")
    supply = Ranker(load(), (plain, said)).base.supply
    assert supply is not None
    first, second = supply.likelihood(Role.GIVES, "food.fruit.apricot").tolist()
    assert 0 < first < second <= 1000
