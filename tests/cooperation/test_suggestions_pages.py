"""The page of all the suggestions of an organisation shows different ones first."""

import datetime as dt

import pytest
from django.urls import reverse

from cooperation.selectors.suggestions import of_organisation, varied
from tests.cooperation import showcase
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import OrganisationFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
BREAD, CARROT = "byproduct.food.bread_unsold", "food.vegetable.carrot"


@pytest.fixture
def giver():
    organisation = OrganisationFactory()
    for resource, takers in ((BREAD, 3), (CARROT, 2)):
        PostingFactory(organisation=organisation, resource=resource)
        PostingFactory.create_batch(takers, resource=resource, need=True)
    showcase.refresh()
    return organisation


def test_each_resource_has_its_best_before_any_has_its_second(giver):
    rows = list(varied(of_organisation(giver, family="direct"), today=TODAY))
    assert [row.resource for row in rows].count(BREAD) == 3
    assert {row.resource for row in rows[:2]} == {BREAD, CARROT}
    assert {row.resource for row in rows[2:4]} == {BREAD, CARROT}
    assert rows[4].resource == BREAD
    bread = [row.score for row in rows if row.resource == BREAD]
    assert bread == sorted(bread, reverse=True)


def test_what_was_declared_comes_before_what_is_probable_and_leads(giver):
    brewery = OrganisationFactory(summary="Brasserie artisanale de bière", naf="11.05Z")
    PostingFactory(organisation=brewery, resource=CARROT)
    PostingFactory(resource="byproduct.organic.spent_grain", need=True)
    showcase.refresh()
    groups = [row.group for row in varied(of_organisation(brewery), today=TODAY)]
    assert {0, 1} <= set(groups)
    assert groups == sorted(groups)


def test_the_page_says_how_they_are_ordered(client, giver):
    address = reverse("cooperation:organisation-suggestions", args=[giver.slug])
    html = client.get(f"{address}?nature=direct").text
    assert "La meilleure de chaque ressource vient d’abord" in html
    assert "5 suggestions" in html
