"""« Pourquoi pas ? » through the API: the same answer, of public postings only."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.graphql.types.why_not import _text
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import CommuneFactory, OrganisationFactory
from tests.french import plain
from tests.graphql import ask, global_id

pytestmark = pytest.mark.django_db
CARROT = "food.vegetable.carrot"
QUERY = """query($posting: ID!, $first: Int) { whyNot(posting: $posting, first: $first) {
  lookedAt matching nodes { effort score metres isDeclared
    giver { name } receiver { name } offer { title } need { title }
    offered { code } wanted { code } transformation { code }
    changes { code side effort before after text } outcomes { code verdict } } } }"""


@pytest.fixture
def need(db):
    town = CommuneFactory(latitude=45.0, longitude=5.7)
    kitchen = OrganisationFactory(name="Cantine", commune=town)
    return PostingFactory(
        need=True,
        title="Carottes",
        organisation=kitchen,
        resource=CARROT,
        max_distance_km=5,
        kinds_may_answer=[],
    )


def far(**values):
    town = CommuneFactory(latitude=45.09, longitude=5.7)
    return PostingFactory(organisation__commune=town, **({"resource": CARROT} | values))


def answer(posting, first=None):
    return ask(QUERY, posting=global_id("Posting", posting.pk), first=first)["whyNot"]


def test_the_nearest_miss_with_its_change(need):
    far(title="Botte", organisation__name="Ferme")
    found = answer(need)
    assert (found["lookedAt"], found["matching"]) == (1, 0)
    [node] = found["nodes"]
    assert (node["giver"], node["receiver"]) == ({"name": "Ferme"}, {"name": "Cantine"})
    assert (node["offer"], node["need"]) == ({"title": "Botte"}, {"title": "Carottes"})
    assert (node["effort"], node["metres"], node["isDeclared"]) == (12, 10008, True)
    assert node["transformation"] is None
    assert node["offered"] == node["wanted"] == {"code": CARROT}
    [change] = node["changes"]
    text = plain(change.pop("text"))
    assert text == "6 km de plus pour Cantine : 11 km au lieu de 5."
    assert change == {
        "code": "radius",
        "side": "NEED",
        "effort": 12,
        "before": "5",
        "after": "11",
    }
    assert {"code": "area.need", "verdict": "fails"} in node["outcomes"]


def test_a_know_how_and_a_quantity_that_is_dropped(need):
    town = need.organisation.commune
    bread = PostingFactory(
        organisation__commune=town,
        resource="byproduct.food.bread_unsold",
        months=1,
        max_distance_km=3,
        quantity=Decimal(1),
        unit="kg",
    )
    CapabilityFactory(
        organisation__commune=CommuneFactory(latitude=45.09, longitude=5.7),
        transformation="bread_to_beer",
    )
    [node] = answer(bread)["nodes"]
    assert node["transformation"] == {"code": "bread_to_beer"}
    assert node["need"] is None


def test_only_public_postings_and_no_more_than_asked(need):
    for _ in range(3):
        far()
    far(visibility="members")
    assert len(answer(need, first=2)["nodes"]) == 2
    assert answer(need)["lookedAt"] == 3
    assert answer(PostingFactory(visibility="members")) is None
    assert answer(PostingFactory(draft=True)) is None


def test_the_number_of_queries_does_not_grow(need):
    def queries():
        with CaptureQueriesContext(connection) as found:
            answer(need)
        return len(found)

    far()
    queries()
    before = queries()
    for _ in range(4):
        far()
    assert queries() == before <= 36


def test_values_are_told_as_text():

    assert [_text(None), _text(("a", "b")), _text(3)] == [None, "a, b", "3"]
