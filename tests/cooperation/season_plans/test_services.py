"""Asking for a plan, computing it, stopping it, exporting it."""

import io
from dataclasses import replace
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cooperation import tasks
from cooperation.enums import WorkState
from cooperation.matching.allocate.season import planning
from cooperation.matching.allocate.season.changes import Newcomer, Trial
from cooperation.models import Posting, SeasonPlan
from cooperation.selectors.season_views import plan_view
from cooperation.services.season_plans import compute_plan, create_plan, stop_plan, workbook_of
from cooperation.services.season_plans.workbook import neutral
from cooperation.wording.season_result import read_result
from tests.cooperation.introductions.test_left import placed
from tests.cooperation.season_plans.scene import (
    CARROT,
    NOW,
    PARAMETERS,
    Scene,
    computed,
    posting,
    public,
    scene,
)
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def territory() -> Scene:
    return scene()


def test_a_plan_is_computed_once_its_transaction_commits(
    territory, django_capture_on_commit_callbacks
):
    member = MembershipFactory(organisation=territory.school).user
    with django_capture_on_commit_callbacks(execute=True):
        plan = create_plan(title="Hiver", parameters=PARAMETERS, user=member)
        assert plan.state == WorkState.WAITING
    plan.refresh_from_db()
    assert (plan.state, plan.progress, plan.author) == (WorkState.DONE, 100, member)
    assert plan.finished_at is not None
    assert plan.version


def test_covers_what_it_can(territory):
    found = read_result(computed().result)
    assert found.months == ("2026-12", "2027-01")
    total = found.figures.total
    assert (total.wanted, total.served) == (320_000, 240_000)
    assert (total.organic, total.quality) == (200_000, 200_000)
    assert found.figures.of_product(CARROT) == (280_000, 200_000)
    assert found.producers[territory.farm.pk][1].served == 200_000
    assert [gap.product for gap in found.gaps] == [CARROT]
    assert found.gaps[0].grams == 80_000
    assert len(found.unquantified) == 1


def test_what_is_already_agreed_is_not_planned_again(territory):
    carrots = Posting.objects.filter(resource=CARROT)
    placed(carrots.get(organisation=territory.school), 30, period="month")
    placed(carrots.get(organisation=territory.farm), 60, period="month")
    found = read_result(computed().result)
    assert found.figures.total.wanted == 260_000
    assert found.figures.of_product(CARROT) == (220_000, 80_000)


@pytest.mark.parametrize("user", [AnonymousUser(), None])
def test_only_staff_and_members_may_ask(user):
    with pytest.raises(PermissionDenied):
        create_plan(title="Non", parameters=PARAMETERS, user=user or UserFactory())
    assert not SeasonPlan.objects.exists()


def test_a_plan_already_taken_is_left_alone(territory):
    plan = computed()
    with patch.object(planning, "solve_one", side_effect=AssertionError):
        found = compute_plan(plan_id=plan.pk, now=NOW, clock=lambda: NOW)
    assert found == WorkState.DONE
    assert tasks.compute_season_plan.call(plan_id=plan.pk) == WorkState.DONE


def test_a_plan_stops_between_two_problems(territory):
    plan = SeasonPlan.objects.create(title="Long", parameters=PARAMETERS.as_data())
    solve, calls = planning.solve_one, []

    def stopping(*args):
        calls.append(args)
        SeasonPlan.objects.update(cancel_asked=True)
        return solve(*args)

    with patch.object(planning, "solve_one", side_effect=stopping):
        found = compute_plan(plan_id=plan.pk, now=NOW, clock=lambda: NOW)
    plan.refresh_from_db()
    assert found == plan.state == WorkState.CANCELLED
    assert len(calls) == 1
    assert (plan.result, plan.progress, plan.finished_at) == ({}, 0, NOW)


def test_tells_how_far_it_is(territory):
    plan = SeasonPlan.objects.create(title="Long", parameters=PARAMETERS.as_data())
    solve, seen = planning.solve_one, []

    def watched(*args):
        seen.append(SeasonPlan.objects.values_list("progress", "step").get(pk=plan.pk))
        return solve(*args)

    with patch.object(planning, "solve_one", side_effect=watched):
        compute_plan(plan_id=plan.pk, now=NOW, clock=lambda: NOW)
    assert seen[0] == (0, "2026-12")
    assert seen[-1][1] == "2027-01"
    assert [row[0] for row in seen] == sorted({row[0] for row in seen})


def test_a_failure_is_told_and_raised(territory, caplog):
    plan = SeasonPlan.objects.create(title="Raté", parameters=PARAMETERS.as_data())
    with (
        patch.object(planning, "solve_one", side_effect=ArithmeticError("oups")),
        pytest.raises(ArithmeticError),
    ):
        compute_plan(plan_id=plan.pk, now=NOW, clock=lambda: NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.error) == (WorkState.FAILED, "failed")
    assert "season plan" in caplog.text


def test_a_waiting_plan_stops_at_once(territory):
    author = MembershipFactory(organisation=territory.school).user
    plan = SeasonPlan.objects.create(title="A", parameters=PARAMETERS.as_data(), author=author)
    with pytest.raises(PermissionDenied):
        stop_plan(plan=plan, user=UserFactory())
    assert stop_plan(plan=plan, user=author).state == WorkState.CANCELLED
    assert compute_plan(plan_id=plan.pk, now=NOW, clock=lambda: NOW) == WorkState.CANCELLED


def test_a_plan_that_died_is_given_up_when_asked_again(territory):
    staff = UserFactory(curator=True)
    data = PARAMETERS.as_data()
    plan = SeasonPlan.objects.create(title="Mort", parameters=data, state=WorkState.RUNNING)
    assert stop_plan(plan=plan, user=staff).state == WorkState.RUNNING
    assert plan.cancel_asked
    assert stop_plan(plan=plan, user=staff).state == WorkState.CANCELLED


def test_a_plan_that_is_done_does_not_stop(territory):
    plan = computed()
    found = stop_plan(plan=plan, user=UserFactory(curator=True))
    assert (found.state, found.cancel_asked) == (WorkState.DONE, False)


def trial_on(base: SeasonPlan, trial: Trial, **values) -> SeasonPlan:
    return computed(replace(PARAMETERS, base=str(base.token), trial=trial, **values))


def test_a_trial_stands_beside_the_plan_without_it(territory):
    base = computed()
    newcomer = Newcomer(resource=CARROT, insee="38185", kilos=Decimal(30))
    plan = trial_on(
        base,
        Trial(
            removed=frozenset({territory.orchard.pk}),
            capacities={territory.farm.pk: 500},
            newcomers=(newcomer,),
        ),
    )
    found = read_result(plan.result)
    assert found.before is not None
    assert found.before.total.served == 240_000
    assert found.figures.total.served == 160_000
    view = plan_view(plan, UserFactory(curator=True))
    assert view.base == base
    assert view.trial_lines == [
        "Sans Verger fictif",
        "Ferme fictive donne 50\N{NO-BREAK SPACE}% de ce qu’il donne aujourd’hui",
        (
            "Avec Producteur à l’essai\N{NO-BREAK SPACE}: Carottes, Grenoble,"
            " 30\N{NO-BREAK SPACE}kg par mois"
        ),
    ]
    changes = {row.label: (row.before, row.after, row.change) for row in view.changes}
    space = "\N{NO-BREAK SPACE}"
    assert changes["Quantité servie"] == (f"240{space}kg", f"160{space}kg", f"−80{space}kg")
    assert changes["Pommes"] == (f"100{space}%", f"0{space}%", "−100 pt")


def test_the_workbook_holds_the_plan_and_computes_nothing(territory):
    territory.farm.name = "=HYPERLINK(1)"
    territory.farm.save()
    plan = public(title="@titre")
    view = plan_view(plan, AnonymousUser())
    book = load_workbook(io.BytesIO(workbook_of(plan, view.result, view.names)))
    assert book.sheetnames == [
        *("Synthèse", "Couverture", "Livraisons", "Manques", "Cuisines", "Producteurs")
    ]
    assert book["Synthèse"]["B1"].value == "'@titre"
    givers = {row[2].value for row in book["Livraisons"].iter_rows(min_row=2)}
    assert "'=HYPERLINK(1)" in givers
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    wanted = [row[2].value for row in book["Couverture"].iter_rows(min_row=2)]
    assert sum(wanted) == 320
    assert book["Manques"]["B2"].value == 80


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1"])
def test_a_text_that_a_spreadsheet_would_compute_is_neutralised(text):
    assert neutral(text) == f"'{text}"
    assert neutral(-1) == -1
    assert neutral("Carottes") == "Carottes"


def test_a_distance_that_nobody_knows_is_left_empty(territory):
    territory.farm.commune = None
    territory.farm.save()
    plan = public()
    view = plan_view(plan, AnonymousUser())
    book = load_workbook(io.BytesIO(workbook_of(plan, view.result, view.names)))
    rows = list(book["Livraisons"].iter_rows(min_row=2, values_only=True))
    assert {row[5] for row in rows if row[1] == "Carottes"} == {None}
    assert any("distance" in note for note in view.notes)


def test_more_needs_ask_no_more_queries(territory):
    with CaptureQueriesContext(connection) as small:
        computed()
    for number in range(5):
        posting(territory.school, CARROT, 10 + number, need=True)
    with CaptureQueriesContext(connection) as large:
        computed()
    assert len(large) == len(small)
