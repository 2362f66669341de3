"""Cooperations that the staff enter, correct and delete: the indicators follow."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cooperation.models import Cooperation
from cooperation.services.cooperations import delete_cooperations, follow_edit
from cooperation.services.effects import count_cooperation
from pacte.models import IndicatorValue
from tests.factories.cooperation import CooperationFactory
from tests.factories.pacte import ActionFactory, IndicatorFactory, OrganisationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
BASE = "wagtailsnippets_cooperation_cooperation"
NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def strict_templates():
    """Leave Wagtail's templates to Django's own rule: they rely on ``|default``."""


@pytest.fixture
def indicator():
    return IndicatorFactory(
        action=ActionFactory(title="Sauver le pain"), name="Flux", baseline=0, counts="cooperations"
    )


def data(row=None, **values):
    row = row or CooperationFactory.build(
        giver=OrganisationFactory(), receiver=OrganisationFactory()
    )
    plain = {
        "giver": row.giver_id,
        "receiver": row.receiver_id,
        "resource": row.resource,
        "quantity": "",
        "unit": "",
        "period": "week",
        "since": "",
        "posting": "",
        "action": "",
        "source": "",
        "is_fictitious": "on",
    }
    return plain | values


def edit(curator, row, **values):
    return curator.post(reverse(f"{BASE}:edit", args=[row.pk]), data(row, **values), follow=True)


def figures(indicator):
    rows = IndicatorValue.objects.filter(indicator=indicator).order_by("date", "pk")
    return [float(row.value) for row in rows]


def test_entered_by_the_staff_it_counts(curator, indicator):
    sent = data(action=indicator.action_id)
    assert curator.post(reverse(f"{BASE}:add"), sent).status_code == 302
    assert figures(indicator) == [1]
    assert "animation" in indicator.values.get().source


def test_the_staff_set_correct_and_take_away_the_action(curator, indicator):
    row = CooperationFactory()
    edit(curator, row, action=indicator.action_id)
    edit(curator, row, action=indicator.action_id, source="Relu")
    assert figures(indicator) == [1]
    other = IndicatorFactory(baseline=0, counts="cooperations")
    edit(curator, row, action=other.action_id)
    assert (figures(indicator), figures(other)) == ([1, 0], [1])
    edit(curator, row, action="")
    assert figures(other) == [1, 0]


def test_a_correction_that_changes_nothing_counted_moves_nothing(curator, indicator):
    row = CooperationFactory(action=indicator.action, period="week")
    edit(curator, row, action=indicator.action_id, source="Ancienne, relue")
    assert figures(indicator) == []


def test_what_does_not_move_is_told_at_once_in_the_form_and_in_the_list(curator, indicator):
    type(indicator).objects.update(counts="year", counted_unit="kwh")
    row = CooperationFactory()
    told = "Flux ne bouge pas"
    assert told in edit(curator, row, action=indicator.action_id, quantity="3", unit="kg").text
    assert told in curator.get(reverse(f"{BASE}:edit", args=[row.pk])).text
    assert told in curator.get(reverse(f"{BASE}:list")).text


def test_the_form_and_the_list_show_what_was_counted(curator, indicator):
    row = CooperationFactory(action=indicator.action)
    assert "Rien" in curator.get(reverse(f"{BASE}:edit", args=[CooperationFactory().pk])).text
    count_cooperation(cooperation=row, source="Saisie", now=NOW)
    assert "23 novembre 2026" in curator.get(reverse(f"{BASE}:edit", args=[row.pk])).text
    assert "+1" in curator.get(reverse(f"{BASE}:list")).text
    assert curator.get(reverse(f"{BASE}:add")).status_code == 200
    assert curator.get(reverse(f"{BASE}:list"), {"export": "csv"}).status_code == 200


def test_deleted_it_moves_back(curator, indicator):
    row = CooperationFactory(action=indicator.action)
    count_cooperation(cooperation=row, source="Saisie", now=NOW)
    curator.post(reverse(f"{BASE}:delete", args=[row.pk]))
    assert not Cooperation.objects.exists()
    assert figures(indicator)[-1] == 0
    assert len(figures(indicator)) == 2


def test_deleted_together_they_move_back(curator, indicator):
    rows = CooperationFactory.create_batch(3, action=indicator.action)
    for row in rows:
        count_cooperation(cooperation=row, source="Saisie", now=NOW)
    address = reverse("wagtail_bulk_action", args=["cooperation", "cooperation", "delete"])
    ids = "&".join(f"id={row.pk}" for row in rows)
    assert curator.post(f"{address}?{ids}").status_code == 302
    assert not Cooperation.objects.exists()
    assert figures(indicator)[-1] == 0


def test_only_the_staff_may(indicator):
    row, member = CooperationFactory(action=indicator.action), UserFactory()
    with pytest.raises(PermissionDenied):
        follow_edit(cooperation=row, user=member, changed=["action"], now=NOW)
    with pytest.raises(PermissionDenied):
        delete_cooperations(pks=[row.pk], user=member, now=NOW)
    assert figures(indicator) == []


def test_one_that_was_undone_meanwhile_is_not_made_again(curator, indicator):
    row = CooperationFactory(action=indicator.action)
    Cooperation.objects.all().delete()
    assert edit(curator, row, action=indicator.action_id).status_code == 404
    assert not Cooperation.objects.exists()


def test_the_list_costs_the_same_whatever_its_length(
    curator, indicator, django_assert_max_num_queries
):
    def cost():
        with django_assert_max_num_queries(60) as queries:
            assert curator.get(reverse(f"{BASE}:list")).status_code == 200
        return len(queries)

    def one():
        row = CooperationFactory(action=indicator.action)
        count_cooperation(cooperation=row, source="Saisie", now=NOW)

    one()
    cost()
    before = cost()
    for _ in range(5):
        one()
    assert cost() <= before
