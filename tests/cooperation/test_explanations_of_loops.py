"""What people read of chains and loops: each step names its own two sides and its own postings."""

from decimal import Decimal

import pytest

from cooperation.enums import Visibility
from cooperation.matching import loops
from cooperation.models import Suggestion
from cooperation.selectors.suggestions import cards
from cooperation.wording.measured import each_month
from tests.cooperation import showcase
from tests.factories.cooperation import CapabilityFactory, CooperationFactory, PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.french import plain

pytestmark = pytest.mark.django_db

USED, DISH = "material.container.glass_jar_used", "prepared.dish.jar"


@pytest.fixture
def jars():
    """Jars that a washer washes, a cook fills and a canteen empties: it is told from the washer."""
    commune = showcase.grenoble()
    washer, cook, canteen = (
        OrganisationFactory(name=name, commune=commune)
        for name in ("Laverie fictive", "Cuisine fictive", "Cantine fictive")
    )
    CapabilityFactory(organisation=washer, transformation="glass_jar_washing", unit="")
    CapabilityFactory(organisation=cook, transformation="fruit_veg_to_dishes", unit="")
    PostingFactory(
        organisation=canteen,
        title="Pots vides",
        resource=USED,
        quantity=Decimal(90),
        unit="piece",
        period="month",
    )
    PostingFactory(
        need=True,
        organisation=canteen,
        title="Plats en pots",
        resource=DISH,
        quantity=None,
        unit="",
    )
    return washer, cook, canteen


def card_of(kind):
    showcase.refresh()
    [card] = cards(Suggestion.objects.public().filter(kind=kind).with_parties())
    return card


def test_each_check_of_a_loop_names_the_sides_of_its_own_step(jars):
    told = [plain(text) for text in card_of("loop").checks]
    assert "La capacité : Laverie fictive ne la précise pas." in told
    assert "La quantité recherchée : Cantine fictive ne la précise pas." in told
    assert "La capacité : Cantine fictive ne la précise pas." not in told
    assert len(told) == len(set(told))


def test_a_check_that_names_nobody_says_between_whom_in_a_loop(jars):
    washer, cook, _canteen = jars
    CooperationFactory(giver=washer, receiver=cook, resource="material.container.glass_jar_washed")
    told = [plain(text) for text in card_of("loop").checks]
    assert any(text.startswith("Laverie fictive → Cuisine fictive – Ce flux") for text in told)


def test_a_rule_that_two_steps_share_is_said_once(jars):
    rules = card_of("loop").rules
    assert rules
    assert len(rules) == len(set(rules))


def test_a_loop_cites_the_postings_of_all_its_steps(jars, django_assert_num_queries):
    card = card_of("loop")
    told = " ; ".join(map(plain, card.sources))
    assert (card.suggestion.offer, card.suggestion.need) == (None, None)
    assert "annonce « Pots vides »" in told
    assert "annonce « Plats en pots »" in told
    rows = list(Suggestion.objects.filter(kind="loop").with_parties())
    with django_assert_num_queries(2):  # the names of codes, the postings
        cards(rows)


@pytest.mark.parametrize("title", ["Pots vides", "Plats en pots"])
def test_what_is_kept_to_members_is_in_no_loop(jars, title):
    canteen = jars[2]
    canteen.postings.filter(title=title).update(visibility=Visibility.MEMBERS)
    showcase.refresh()
    assert not Suggestion.objects.filter(kind="loop").exists()
    assert loops.OPEN == Visibility.PUBLIC


def test_the_organisations_of_a_loop_come_in_its_order(jars):
    card = card_of("loop")
    assert list(card.suggestion.organisations) == card.suggestion.parties


def test_what_a_trade_lets_guess_has_no_rhythm_to_compare(pair_of_trade):
    card = card_of("deduced")
    assert "rhythm" not in {row["code"] for row in card.suggestion.checks}
    assert not any("rythme" in text for text in card.checks)


@pytest.fixture
def pair_of_trade():
    """A brewery that posted nothing, and a breeder who asks for spent grain each month."""
    commune = showcase.grenoble()
    OrganisationFactory(name="Brasserie fictive", commune=commune, naf="11.05Z")
    PostingFactory(
        need=True,
        organisation=OrganisationFactory(name="Ferme fictive", commune=commune),
        resource="byproduct.organic.spent_grain",
        quantity=Decimal(400),
        unit="kg",
        period="month",
    )


@pytest.fixture
def carrots():
    """A few kilograms each week, before a need that counts in tonnes."""
    commune = showcase.grenoble()
    offer = PostingFactory(
        organisation=OrganisationFactory(commune=commune),
        resource="food.vegetable.carrot",
        quantity=Decimal(41),
        unit="kg",
        period="week",
    )
    PostingFactory(
        need=True,
        organisation=OrganisationFactory(commune=commune),
        resource=offer.resource,
        quantity=Decimal("1.5"),
        unit="t",
        period="month",
    )
    return offer


def test_a_few_kilograms_before_tonnes_are_not_told_as_none(carrots):
    line = next(row for row in card_of("direct").criteria if row.label == "Quantité")
    assert plain(line.detail) == "par mois, proposé : 178 kg ; recherché : 1,5 t"


def test_what_was_computed_is_told_when_its_posting_says_another_thing():
    offer = PostingFactory.build(
        pk=1,
        organisation_id=1,
        resource="food.vegetable.carrot",
        quantity=Decimal(4100),
        unit="kg",
        period="week",
    )
    unknown = PostingFactory.build(
        pk=2, organisation_id=1, resource="gone", quantity=Decimal(1), unit="kg", period="week"
    )
    vague = PostingFactory.build(pk=3, organisation_id=1, quantity=None, unit="", period="week")
    for posting in (offer, unknown, vague, None):
        assert plain(each_month(0, "t", posting)) == "0 t"
    assert plain(each_month(18, "t", offer)) == "18 t"
