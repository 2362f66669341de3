"""What is left of a posting once a cooperation concludes: others still find it, or it is agreed."""

import pytest

from cooperation.models import Cooperation, Posting
from cooperation.selectors.placed import is_placed
from cooperation.services.agreements_undoing import undo_by_staff
from tests.cooperation.introductions.scene import NOW
from tests.cooperation.introductions.test_agreements import confirm, declare, status
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def conclude(here, **given):
    return confirm(declare(here, here.baker, **given), here.author)


def placed(here, rhythm, unit, given):
    """Say whether all is placed, of 100 kg a week unless told, by what flows."""
    Posting.objects.filter(pk=here.posting.pk).update(**{"quantity": 100} | given)
    here.posting.refresh_from_db()
    Cooperation.objects.update(period=rhythm, unit=unit)
    return is_placed(here.posting)


def test_half_of_it_leaves_the_posting_to_others_and_the_rest_ends_it(here):
    conclude(here, quantity=50)
    assert status(here.introduction) == "agreed"
    assert status(here.posting) == "in_discussion"
    rest = conclude(here, quantity=50, resource="food.bakery.bread")
    assert status(here.posting) == "agreed"
    undo_by_staff(agreement_id=rest.pk, user=UserFactory(curator=True), word="Non.", now=NOW)
    assert (status(here.introduction), status(here.posting)) == ("agreed", "in_discussion")


def test_all_of_it_ends_the_posting_and_undone_it_is_open_again(here):
    whole = conclude(here, quantity=100)
    assert status(here.posting) == "agreed"
    undo_by_staff(agreement_id=whole.pk, user=UserFactory(curator=True), word="Non.", now=NOW)
    assert (status(here.introduction), status(here.posting)) == ("accepted", "in_discussion")


@pytest.mark.parametrize(
    ("quantity", "period", "unit", "given", "expected"),
    [
        (94, "week", "kg", {}, False),
        (95, "week", "kg", {}, True),
        (400, "month", "kg", {}, False),
        (434, "month", "kg", {}, True),
        (5, "year", "t", {}, True),
        (100, "one_off", "kg", {}, False),
        (1, "week", "kg", {"quantity": None}, True),
        (1, "week", "m2", {}, True),
        (1, "week", "kg", {"period": "one_off"}, True),
        (1, "one_off", "kg", {"period": "one_off"}, False),
        (100, "one_off", "kg", {"period": "one_off"}, True),
    ],
)
def test_what_flows_is_measured_beside_what_was_posted(
    here, quantity, period, unit, given, expected
):
    conclude(here, quantity=quantity)
    assert placed(here, period, unit, given) is expected


def test_what_its_author_closed_stays_closed(here):
    Posting.objects.filter(pk=here.posting.pk).update(status="agreed")
    conclude(here, quantity=50)
    assert status(here.posting) == "agreed"


def test_nothing_is_placed_before_something_flows(here):
    Posting.objects.filter(pk=here.posting.pk).update(quantity=None, unit="")
    here.posting.refresh_from_db()
    assert not is_placed(here.posting)


def test_an_unknown_quantity_ends_it(here):
    conclude(here, quantity=None, unit="")
    assert status(here.posting) == "agreed"


def test_the_flows_of_others_take_nothing_of_it(here):
    conclude(here, quantity=50)
    flow = Cooperation.objects.get()
    flow.pk, flow.introduction, flow.agreement = None, None, None
    flow.save(force_insert=True)
    assert not is_placed(here.posting)
