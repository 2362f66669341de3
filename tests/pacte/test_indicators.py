"""Indicators that move by themselves: dated values more, what people entered untouched."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from pacte.charts import indicator_chart
from pacte.models import IndicatorValue
from pacte.selectors.roadmap import _cards, _indicator_view, public_action
from pacte.services.indicators import MOST, move_indicator
from pacte.services.reference import load_reference
from tests.factories.pacte import ActionFactory, IndicatorFactory
from tests.factories.people import UserFactory
from tests.graphql import ask

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)
LIST = "wagtailsnippets_pacte_indicator"


def move(indicator, by, key="essai-1", day=TODAY):
    return move_indicator(
        indicator_id=indicator.pk, by=Decimal(by), day=day, key=key, source="Coopération"
    )


def enter(indicator, value, date=TODAY):
    return IndicatorValue.objects.create(
        indicator=indicator, date=date, value=Decimal(value), source="Relevé"
    )


def figures(indicator):
    return [float(row.value) for row in indicator.values.all()]


def test_it_starts_from_the_baseline_then_from_the_last_value():
    indicator = IndicatorFactory(baseline=10)
    assert move(indicator, "2.5").value == Decimal("12.5")
    assert move(indicator, 1, "essai-2").value == Decimal("13.5")
    assert {row.status for row in indicator.values.all()} == {"declared"}
    assert move(IndicatorFactory(baseline=None), 1).value == 1


def test_the_same_key_moves_once():
    indicator = IndicatorFactory(baseline=0)
    assert move(indicator, 4) == move(indicator, 4)
    assert figures(indicator) == [4]


def test_what_people_entered_the_same_day_stays_and_counts():
    indicator = IndicatorFactory(baseline=0)
    entered = enter(indicator, 100)
    move(indicator, 5)
    entered.refresh_from_db()
    assert (entered.value, entered.source) == (100, "Relevé")
    assert figures(indicator) == [100, 105]
    later = IndicatorFactory(baseline=0)
    move(later, 5)
    enter(later, 100)
    assert _indicator_view(later).latest.value == 100


def test_a_value_of_a_later_day_is_left_alone():
    indicator = IndicatorFactory(baseline=0)
    enter(indicator, 7, dt.date(2027, 1, 1))
    assert move(indicator, 2).value == 2
    assert _indicator_view(indicator).latest.value == 7


def test_what_is_taken_back_goes_no_lower_than_zero_and_no_figure_overflows():
    indicator = IndicatorFactory(baseline=0)
    move(indicator, 50)
    enter(indicator, 20)
    assert move(indicator, -50, "essai-2").value == 0
    assert move(indicator, MOST, "essai-3").value == MOST
    assert move(indicator, MOST, "essai-4").value == MOST
    below = IndicatorFactory(baseline=-3)
    assert move(below, -1).value == -3


def test_people_enter_one_value_a_day_and_the_site_as_many_as_it_counts():
    indicator = IndicatorFactory(baseline=0)
    enter(indicator, 1)
    move(indicator, 1, "a")
    move(indicator, 1, "b")
    with pytest.raises(IntegrityError), transaction.atomic():
        enter(indicator, 2)


def test_a_plot_shows_the_last_of_each_day_and_a_table_every_value(client):
    indicator = IndicatorFactory(baseline=0, target=10)
    enter(indicator, 1, dt.date(2026, 10, 1))
    for key in "abc":
        move(indicator, 1, key)
    view = _indicator_view(indicator)
    assert [float(row.value) for row in view.plotted] == [1, 4]
    assert len(indicator_chart(view).points) == 2
    assert client.get(indicator.action.get_absolute_url()).text.count("Coopération</td>") == 3
    assert _cards(type(indicator.action).objects.public())[0].progress.percent == 40
    assert public_action(indicator.action.slug).indicators[0].latest.value == 4


def test_moves_on_one_day_alone_draw_no_plot():
    indicator = IndicatorFactory(baseline=0)
    move(indicator, 1, "a")
    move(indicator, 1, "b")
    assert indicator_chart(_indicator_view(indicator)) is None


@pytest.mark.parametrize(
    ("counts", "unit", "kept"), [("hand", "kg", ""), ("cooperations", "kg", ""), ("year", "t", "t")]
)
def test_a_unit_is_for_quantities(counts, unit, kept):
    indicator = IndicatorFactory.build(action=ActionFactory(), counts=counts, counted_unit=unit)
    indicator.clean()
    assert indicator.counted_unit == kept


def test_quantities_ask_for_a_unit():
    indicator = IndicatorFactory.build(action=ActionFactory(), counts="year", counted_unit="")
    with pytest.raises(ValidationError, match="quelle unité"):
        indicator.clean()


def test_the_api_says_what_it_counts_and_the_last_value_first():
    indicator = IndicatorFactory(baseline=0, counts="cooperations")
    move(indicator, 1, "a")
    move(indicator, 1, "b")
    query = "query($slug:String!){action(slug:$slug){indicators{counts values{value source}}}}"
    data = ask(query, slug=indicator.action.slug)
    found = data["action"]["indicators"][0]
    assert found["counts"] == "COOPERATIONS"
    assert [float(row["value"]) for row in found["values"]] == [2, 1]


class TestAdmin:
    """The form of an indicator, which people and the site both write."""

    @pytest.fixture(autouse=True)
    def strict_templates(self):
        """Leave Wagtail's templates to Django's own rule: they rely on ``|default``."""

    @pytest.fixture
    def staff(self, client):
        load_reference()
        client.force_login(UserFactory(curator=True))
        return client

    def data(self, indicator, rows=(), **values):
        base = {
            "action": indicator.action_id,
            "name": indicator.name,
            "unit": indicator.unit,
            "counts": "hand",
            "counted_unit": "",
            "is_fictitious": "on",
            "values-TOTAL_FORMS": len(rows),
            "values-INITIAL_FORMS": sum(bool(row.get("id")) for row in rows),
            "values-MIN_NUM_FORMS": 0,
            "values-MAX_NUM_FORMS": 1000,
        }
        for number, row in enumerate(rows):
            plain = {"id": "", "status": "declared", "source": "", "DELETE": ""}
            base |= {f"values-{number}-{name}": given for name, given in (plain | row).items()}
        return base | values

    def edit(self, staff, indicator, *rows, **values):
        address = reverse(f"{LIST}:edit", args=[indicator.pk])
        return staff.post(address, self.data(indicator, rows, **values))

    def test_staff_choose_what_it_counts(self, staff):
        indicator = IndicatorFactory()
        assert (
            "Les coopérations conclues"
            in staff.get(reverse(f"{LIST}:edit", args=[indicator.pk])).text
        )
        refused = self.edit(staff, indicator, counts="year")
        assert "quelle unité" in refused.text
        assert self.edit(staff, indicator, counts="year", counted_unit="t").status_code == 302
        indicator.refresh_from_db()
        assert (indicator.counts, indicator.counted_unit) == ("year", "t")
        assert self.edit(staff, indicator, counts="hand", counted_unit="t").status_code == 302
        indicator.refresh_from_db()
        assert indicator.counted_unit == ""

    def test_what_the_site_counted_is_shown_but_neither_edited_nor_lost(self, staff):
        indicator = IndicatorFactory(baseline=0)
        entered = enter(indicator, 5, dt.date(2026, 10, 1))
        counted = move(indicator, 1)
        shown = staff.get(reverse(f"{LIST}:edit", args=[indicator.pk])).text
        assert f'name="values-0-id" value="{entered.pk}"' in shown
        assert f'value="{counted.pk}"' not in shown
        assert "<td>Coopération</td>" in shown
        row = {"id": entered.pk, "date": "2026-10-01", "value": "6"}
        assert self.edit(staff, indicator, row).status_code == 302
        assert figures(indicator) == [6, 6]
        assert self.edit(staff, indicator, row | {"DELETE": "on"}).status_code == 302
        assert list(indicator.values.all()) == [counted]
        forged = {"id": counted.pk, "date": "2026-10-01", "value": "99"}
        self.edit(staff, indicator, forged)
        counted.refresh_from_db()
        assert counted.value == 6

    def test_the_same_day_twice_is_told(self, staff):
        indicator = IndicatorFactory(baseline=0)
        move(indicator, 1)
        row = {"date": "2026-11-23", "value": "1"}
        refused = self.edit(staff, indicator, row, row)
        assert refused.status_code == 200
        assert self.edit(staff, indicator, row).status_code == 302
        assert figures(indicator) == [1, 1]

    def test_the_history_says_what_the_site_counted(self, staff):
        indicator = IndicatorFactory(baseline=0)
        move(indicator, 3)
        shown = staff.get(reverse(f"{LIST}:history", args=[indicator.pk])).text
        assert "Compté par le site" in shown

    def test_one_that_was_deleted_meanwhile_is_not_made_again(self, staff):
        indicator = IndicatorFactory()
        pk = indicator.pk
        indicator.delete()
        indicator.pk = pk
        assert self.edit(staff, indicator).status_code == 404

    def test_the_list_costs_the_same_whatever_its_length(
        self, staff, django_assert_max_num_queries
    ):
        def cost():
            with django_assert_max_num_queries(60) as queries:
                assert staff.get(reverse(f"{LIST}:list")).status_code == 200
            return len(queries)

        move(IndicatorFactory(), 1)
        cost()
        before = cost()
        for _ in range(5):
            move(IndicatorFactory(), 1)
        assert cost() <= before
