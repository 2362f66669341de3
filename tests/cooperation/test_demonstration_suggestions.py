"""The three cases that the platform is shown with, on the demonstration itself."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction

from cooperation.models import Suggestion
from cooperation.selectors.suggestions import cards, of_organisation
from cooperation.services.demonstration import load_demo
from cooperation.services.suggestions import refresh_all
from pacte.models import Organisation
from tests.cooperation.test_suggestions_tags import render
from tests.french import plain

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
CASES = [
    ("cocomiette", "byproduct.food.bread_unsold", "bread_to_beer"),
    ("la-bocale", "byproduct.food.fruit_veg_unsold", "fruit_veg_to_dishes"),
    ("alpes-consigne", "material.container.glass_jar_used", "glass_jar_washing"),
]


@pytest.fixture(scope="module", autouse=True)
def demonstration(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Load the demonstration once for the module, and undo it at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(now=NOW)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(("slug", "resource", "transformation"), CASES)
def test_the_showcase_is_on_both_profiles(slug, resource, transformation):
    receiver = Organisation.objects.get(slug=slug)
    found = of_organisation(receiver).filter(resource=resource, transformation=transformation)
    [card] = cards(found.filter(receiver=receiver)[:1])
    assert card.total == card.suggestion.score == sum(line.value for line in card.criteria)
    giver = card.suggestion.giver
    assert card.reason.startswith(f"{receiver.name} sait ")
    assert giver.name in card.reason
    assert plain(card.reason) in plain(render("organisation_suggestions", receiver))
    rows = cards(of_organisation(giver))
    assert card.reason in {row.reason for row in rows}


def test_the_wholesale_market_feeds_the_cannery():
    market = Organisation.objects.get(name__contains="(MIN)")
    rows = of_organisation(market).filter(receiver__slug="la-bocale")
    assert rows.filter(transformation="fruit_veg_to_dishes").exists()


def test_every_suggestion_of_the_demonstration_can_be_read():
    rows = cards(Suggestion.objects.public().with_parties())
    assert len(rows) > 100
    assert all(card.total == card.suggestion.score for card in rows)
    sentences = [text for card in rows for text in (card.reason, *card.checks, *card.rules)]
    details = [line.detail for card in rows for line in card.criteria]
    assert all(sentences)
    assert all(details)
    assert not [text for text in (*sentences, *details) if "None" in text or "%(" in text]


def test_refreshing_the_demonstration_again_changes_nothing():
    report = refresh_all(now=NOW)
    assert (report.created, report.updated, report.deleted) == (0, 0, 0)


def test_the_shared_place_has_its_flows():
    place = Organisation.objects.get(slug="la-bocale").place
    html = render("place_flows", place)
    assert "graph__edge--cooperates" in html
    assert "La Bocale" in html
