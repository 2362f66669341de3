"""A cooperation that its action counts, of a quantity that cannot be counted: nobody is left in silence."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.models import Cooperation
from cooperation.selectors.uncounted import SHOWN, cooperations_not_counted
from cooperation.services.effects import count_cooperation, uncount_cooperation
from pacte.models import Notification
from tests.cooperation.introductions.scene import NOW
from tests.cooperation.introductions.test_effects import confirm, counting, declared
from tests.factories.cooperation import CooperationFactory
from tests.factories.pacte import ActionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
QUEUE = "moderation_queue"


@pytest.fixture
def action():
    return ActionFactory(title="Sauver le pain")


@pytest.fixture
def curator():
    return UserFactory(administrator=True)


def told_to(user):
    return Notification.objects.filter(recipient=user, key__endswith="uncounted")


def queue(client, curator):
    client.force_login(curator)
    response = client.get(reverse(QUEUE))
    assert response.status_code == 200
    return response.text


def page(client, here, side):
    client.force_login(side.user)
    return client.get(reverse("cooperation:introduction", args=[here.introduction.pk])).text


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"quantity": None, "unit": ""}, "ne dit pas de quantité"),
        ({"unit": "m2"}, "aucune conversion"),
        ({"period": "one_off"}, "une quantité donnée une fois"),
    ],
)
def test_the_staff_are_told_once_and_the_members_read_it(
    here, action, curator, client, told, given, why
):
    counting(action, "month", "kg")
    agreement = confirm(here, declared(here, action, **given))
    confirm(here, agreement)
    note = told_to(curator).get()
    assert "Sauver le pain" in note.subject
    assert why in note.body
    assert "Boulangerie fictive → Cantine fictive" in note.body
    assert note.kind == "moderation"
    assert note.url.endswith(f"/{Cooperation.objects.get().pk}/")
    assert not told_to(here.author.user)
    for side in (here.author, here.baker):
        shown = page(client, here, side)
        assert "Ne compte pas encore dans" in shown
        assert why in shown
    assert any("Ne compte pas encore" in row.body for row in told)
    listed = queue(client, curator)
    assert "Coopérations qui ne comptent pas" in listed
    assert note.url in listed


def test_what_is_counted_is_said_as_before_and_nobody_is_warned(here, action, curator, client):
    counting(action, "month", "kg")
    confirm(here, declared(here, action))
    assert not told_to(curator)
    assert "Ne compte pas encore" not in page(client, here, here.author)
    assert "Coopérations qui ne comptent pas" not in queue(client, curator)


def test_an_action_that_is_not_published_is_not_named_to_the_members(here, action, curator, client):
    counting(action, "month", "kg")
    agreement = declared(here, action, unit="m2")
    type(action).objects.filter(pk=action.pk).update(live=False)
    confirm(here, agreement)
    assert told_to(curator)
    assert "Ne compte pas encore" not in page(client, here, here.author)


def test_a_fictitious_one_that_a_real_indicator_leaves_out_needs_no_word(action):
    counting(action, is_fictitious=False)
    CooperationFactory(action=action, is_fictitious=True)
    assert cooperations_not_counted().rows == []


def test_completed_it_leaves_the_list_and_back_it_comes_back(action):
    monthly = counting(action, "month", "kg")
    flow = CooperationFactory(action=action, period="month")
    assert [row.cooperation for row in cooperations_not_counted().rows] == [flow]
    flow.quantity, flow.unit = Decimal(3), "kg"
    flow.save()
    count_cooperation(cooperation=flow, source="Saisie", now=NOW)
    assert cooperations_not_counted().rows == []
    uncount_cooperation(cooperation=flow, source="Saisie", now=NOW)
    Cooperation.objects.update(quantity=None, unit="")
    [row] = cooperations_not_counted().rows
    assert [indicator for indicator, _why in row.missing] == [monthly]


def test_the_list_is_cut_and_says_so(action, client, curator):
    counting(action, "month", "kg")
    rows = CooperationFactory.create_batch(SHOWN + 1, action=action)
    found = cooperations_not_counted()
    assert found.has_more
    assert [row.cooperation.pk for row in found.rows] == [row.pk for row in rows[:0:-1]]
    assert "Seules les dernières" in queue(client, curator)


def test_the_list_costs_the_same_however_long(action):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            cooperations_not_counted()
        return len(queries)

    counting(action, "month", "kg")
    CooperationFactory(action=action)
    before = cost()
    for _ in range(4):
        other = ActionFactory()
        counting(other, "year", "kg")
        CooperationFactory(action=other)
    assert cost() == before <= 3
