"""A cooperation that concludes moves the indicators of its action; undone, it moves them back."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from cooperation.enums import Uncounted
from cooperation.models import Agreement, Cooperation, CooperationEffect
from cooperation.selectors.effects import amount_of, dues_of
from cooperation.services import agreements
from cooperation.services.agreements import Terms
from cooperation.services.agreements_undoing import undo, undo_by_staff
from cooperation.services.effects import count_cooperation, uncount_cooperation
from pacte.models import IndicatorValue
from tests.cooperation.introductions.scene import NOW
from tests.factories.cooperation import CooperationFactory
from tests.factories.pacte import (
    ActionFactory,
    IndicatorFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 23)


@pytest.fixture
def action():
    return ActionFactory(title="Sauver le pain")


def counting(action, counts="cooperations", unit="", **given):
    plain = {"name": f"Compte {counts}", "unit": "kg", "baseline": 10}
    return IndicatorFactory(action=action, counts=counts, counted_unit=unit, **plain | given)


def declared(here, action, **given):
    plain = {"giver": here.baker.organisation, "receiver": here.author.organisation,
             "resource": here.posting.resource, "since": dt.date(2026, 11, 1),
             "period": "week", "quantity": Decimal(50), "unit": "kg", "action": action}  # fmt: skip
    return agreements.declare(
        introduction_id=here.introduction.pk,
        **here.baker.who,
        terms=Terms(**plain | given),
        now=NOW,
    )


def confirm(here, agreement):
    return agreements.confirm(agreement_id=agreement.pk, **here.author.who, now=NOW)


def undone(agreement):
    staff = UserFactory(curator=True)
    return undo_by_staff(agreement_id=agreement.pk, user=staff, word="Erreur.", now=NOW)


def figures(indicator):
    rows = IndicatorValue.objects.filter(indicator=indicator).order_by("date", "pk")
    return [float(row.value) for row in rows]


def test_confirmed_it_moves_only_what_counts(here, action, told):
    cooperations, monthly = counting(action), counting(action, "month", "kg")
    by_hand, elsewhere = counting(action, "hand"), counting(ActionFactory())
    agreement = declared(here, action)
    assert figures(cooperations) == []
    confirm(here, agreement)
    assert figures(cooperations) == [11]
    assert figures(monthly) == [226.67]  # 10 + 50 × 52 / 12
    assert figures(by_hand) == figures(elsewhere) == []
    value = cooperations.values.get()
    assert (value.date, value.status) == (DAY, "declared")
    assert "déclarée" in value.source
    assert "fictive" in value.source
    cooperation = Cooperation.objects.get()
    assert cooperation.agreement == agreement
    assert value.effect.cooperation == cooperation
    assert value.effect.agreement == agreement
    assert "Compte pour l’action" in told[-1].body
    assert "Sauver le pain" in told[-1].body


def test_nobody_is_named_in_the_source(here, action):
    indicator = counting(action)
    confirm(here, declared(here, action))
    source = indicator.values.get().source
    assert here.baker.organisation.name not in source
    assert here.author.organisation.name not in source


def test_replayed_it_moves_once(here, action):
    indicator = counting(action)
    agreement = declared(here, action)
    confirm(here, agreement)
    confirm(here, agreement)
    cooperation = Cooperation.objects.get()
    assert count_cooperation(cooperation=cooperation, source="Encore", now=NOW) == []
    assert figures(indicator) == [11]


def test_without_an_action_nothing_moves(here, action, told):
    indicator = counting(action)
    confirm(here, declared(here, None))
    assert figures(indicator) == []
    assert "Compte pour" not in told[-1].body


def test_undone_by_both_it_moves_back_and_both_values_stay(here, action, told):
    indicator = counting(action)
    agreement = confirm(here, declared(here, action))
    undo(agreement_id=agreement.pk, **here.author.who, now=NOW)
    assert figures(indicator) == [11]
    undo(agreement_id=agreement.pk, **here.baker.who, now=NOW)
    undo(agreement_id=agreement.pk, **here.baker.who, now=NOW)
    assert figures(indicator) == [11, 10]
    last = indicator.values.last()
    assert "annulée" in last.source
    assert list(agreement.effects.values_list("by", flat=True)) == [1, -1]
    assert not Cooperation.objects.exists()
    assert "Ne compte plus pour l’action" in told[-1].body


def test_undone_by_the_staff_then_declared_again(here, action):
    indicator = counting(action)
    undone(confirm(here, declared(here, action)))
    confirm(here, declared(here, action))
    assert figures(indicator) == [11, 10, 11]
    assert CooperationEffect.objects.count() == 3


def test_what_people_entered_since_is_where_it_moves_back_from(here, action):
    indicator = counting(action)
    agreement = confirm(here, declared(here, action))
    entered = IndicatorValue.objects.create(indicator=indicator, date=DAY, value=30)
    undone(agreement)
    entered.refresh_from_db()
    assert entered.value == 30
    assert figures(indicator) == [11, 30, 29]


def test_an_indicator_kept_by_hand_since_is_left_to_people(here, action):
    indicator = counting(action)
    agreement = confirm(here, declared(here, action))
    type(indicator).objects.filter(pk=indicator.pk).update(counts="hand")
    undone(agreement)
    assert figures(indicator) == [11]


def test_staff_who_corrected_the_ends_do_not_keep_it_from_being_undone(here, action):
    indicator = counting(action)
    agreement = confirm(here, declared(here, action))
    Cooperation.objects.update(resource="food.vegetable")
    undone(agreement)
    assert not Cooperation.objects.exists()
    assert figures(indicator) == [11, 10]


def test_an_action_withdrawn_from_the_site_is_not_named(here, action, told):
    counting(action)
    agreement = declared(here, action)
    type(action).objects.update(live=False)
    confirm(here, agreement)
    assert "Sauver le pain" not in told[-1].body


RESOURCE = "byproduct.food.bread_unsold"


@pytest.mark.parametrize(
    ("counts", "unit", "quantity", "given_unit", "period", "expected"),
    [
        ("cooperations", "", None, "", "week", 1),
        ("once", "kg", 30, "kg", "one_off", 30),
        ("once", "kg", 30, "kg", "week", Uncounted.RHYTHM),
        ("month", "kg", 30, "kg", "one_off", Uncounted.RHYTHM),
        ("month", "kg", 12, "kg", "year", 1),
        ("quarter", "t", 2, "t", "month", 6),
        ("year", "t", 50, "kg", "week", Decimal("2.60")),
        ("year", "kg", None, "", "week", Uncounted.NO_QUANTITY),
        ("year", "kwh", 50, "kg", "week", Uncounted.UNIT),
        ("year", "kg", 50, "perdue", "week", Uncounted.UNIT),
        ("year", "perdue", 50, "kg", "week", Uncounted.UNIT),
        ("once", "t", 1, "g", "one_off", Uncounted.TOO_SMALL),
        ("year", "g", 10**9, "kg", "week", Uncounted.TOO_LARGE),
    ],
)
def test_how_much_it_counts(counts, unit, quantity, given_unit, period, expected):
    indicator = IndicatorFactory.build(counts=counts, counted_unit=unit)
    row = CooperationFactory.build(quantity=quantity, unit=given_unit, period=period)
    assert amount_of(row, indicator) == expected


def test_a_unit_of_the_resource_is_converted_by_the_knowledge():
    indicator = IndicatorFactory.build(counts="once", counted_unit="kg")
    row = CooperationFactory.build(resource=RESOURCE, quantity=10, unit="piece", period="one_off")
    found = amount_of(row, indicator)
    assert found == Uncounted.UNIT or found > 0
    lost = CooperationFactory.build(resource="perdue", quantity=1, unit="piece", period="one_off")
    assert amount_of(lost, indicator) == Uncounted.UNIT


def test_what_is_invented_moves_no_true_figure(here, action):
    indicator = counting(action, is_fictitious=False)
    confirm(here, declared(here, action))
    assert figures(indicator) == []
    (due,) = dues_of(Cooperation.objects.get())
    assert due.why_not == Uncounted.FICTITIOUS


def test_what_cannot_be_converted_moves_nothing_and_the_staff_are_told(here, action, client):
    indicator = counting(action, "year", "kwh", name="Énergie sauvée")
    confirm(here, declared(here, action))
    assert figures(indicator) == []
    client.force_login(UserFactory(curator=True))
    shown = client.get(reverse("cooperation:introduction-staff", args=[here.introduction.pk])).text
    assert "Énergie sauvée ne bouge pas" in shown
    assert "aucune conversion" in shown


def test_a_correction_adds_the_difference(action):
    indicator = counting(action, "month", "kg", baseline=0)
    row = CooperationFactory(action=action, quantity=30, unit="kg", period="month")
    count_cooperation(cooperation=row, source="Saisie", now=NOW)
    row.quantity = 20
    row.save()
    count_cooperation(cooperation=row, source="Corrigée", now=NOW)
    assert figures(indicator) == [30, 20]
    uncount_cooperation(cooperation=row, source="Retirée", now=NOW)
    uncount_cooperation(cooperation=row, source="Retirée", now=NOW)
    assert figures(indicator) == [30, 20, 0]


def test_an_indicator_that_counts_something_else_since_owes_nothing(action):
    indicator = counting(action, "month", "kg", baseline=0)
    row = CooperationFactory(action=action, quantity=30, unit="kg", period="month")
    count_cooperation(cooperation=row, source="Saisie", now=NOW)
    type(indicator).objects.filter(pk=indicator.pk).update(counts="cooperations", counted_unit="")
    uncount_cooperation(cooperation=row, source="Retirée", now=NOW)
    assert figures(indicator) == [30]


def test_a_cooperation_deleted_meanwhile_counts_for_nothing(action):
    indicator = counting(action)
    row = CooperationFactory(action=action)
    Cooperation.objects.all().delete()
    assert count_cooperation(cooperation=row, source="Saisie", now=NOW) == []
    assert figures(indicator) == []


def test_the_declarations_made_before_are_linked(here):
    from importlib import import_module  # noqa: PLC0415

    from django.apps import apps  # noqa: PLC0415

    agreement = confirm(here, declared(here, None))
    Cooperation.objects.update(agreement=None)
    migration = import_module("cooperation.migrations.0010_cooperation_effects")
    migration.link_declarations(apps, None)
    assert Cooperation.objects.get().agreement == Agreement.objects.get() == agreement
