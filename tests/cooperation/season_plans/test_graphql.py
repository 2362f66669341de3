"""Season plans through the API."""

import pytest

from cooperation.models import SeasonPlan
from tests.cooperation.season_plans.scene import PARAMETERS, computed, posting, public, scene
from tests.graphql import ask

pytestmark = pytest.mark.django_db
QUERY = """query($t: UUID!) { seasonPlan(token: $t) {
  title url state progress version months
  total { wanted served local quality organic }
  coverage { product { label } month tally { wanted served } }
  gaps { product { code } missing
    growers { organisation { name } by points metres } makers { by } } } }"""


def asked(plan: SeasonPlan):
    return ask(QUERY, t=str(plan.token))["seasonPlan"]


def test_a_public_plan_is_given(db):
    scene()
    found = asked(public(title="Hiver"))
    assert (found["title"], found["state"], found["progress"]) == ("Hiver", "DONE", 100)
    assert found["months"] == ["2026-12", "2027-01"]
    assert found["total"] == {
        "wanted": 320.0,
        "served": 240.0,
        "local": 240.0,
        "quality": 200.0,
        "organic": 200.0,
    }
    assert {row["product"]["label"] for row in found["coverage"]} == {"Carottes", "Pommes"}
    assert found["gaps"][0]["missing"] == 80.0
    names = {row["organisation"]["name"] for row in found["gaps"][0]["growers"]}
    assert "Maraîchage fictif" in names


def test_a_plan_that_is_not_public_is_not_given(db):
    scene()
    assert asked(computed()) is None


def test_a_plan_under_way_has_no_figures(db):
    data = PARAMETERS.as_data() | {"public": True}
    found = asked(SeasonPlan.objects.create(title="Long", parameters=data))
    assert (found["total"], found["coverage"], found["gaps"]) == (None, [], [])


def test_the_queries_do_not_grow(db, django_assert_max_num_queries):
    territory = scene()
    small = public()
    for number in range(4):
        posting(territory.clinic, "food.egg", 20 + number, need=True)
    large = public()
    for plan in (small, large):
        with django_assert_max_num_queries(3):
            asked(plan)
