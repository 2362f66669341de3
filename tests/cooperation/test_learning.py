"""Learning from outcomes: proposed, replayed, approved by the staff; equal matches take turns."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cooperation.matching import exposure
from cooperation.matching.tables import TABLE
from cooperation.models import EngineEvent, Outcome, Suggestion, WeightsTable
from cooperation.selectors import suggestions as selectors
from cooperation.selectors.learning import cases
from cooperation.selectors.weights import table_in_force
from cooperation.services import learning
from cooperation.services.demonstration.outcomes import write_outcomes
from tests.cooperation import showcase
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOW = showcase.NOW
DAY = dt.date(2026, 11, 22)


def criteria(distance, months, kind="direct"):
    shares = {"distance": distance, "months": months}
    return [
        {"code": str(code), "points": maximum * shares.get(code, 500) // 1000, "maximum": maximum}
        for code, maximum in TABLE.maxima[kind].items()
    ]


def record(count=90, kind="direct", months=640, turned=()):
    """Record outcomes in which what is far is refused; what is near, for those turned."""
    giver, receivers = OrganisationFactory(), OrganisationFactory.create_batch(5)
    for number in range(count):
        done = (number % 2 == 0) != (number in turned)
        Outcome.objects.create(
            kind=kind,
            giver=giver,
            receiver=receivers[number % 5],
            resource="food.vegetable",
            outcome="concluded" if done else "refused",
            reason="" if done else "too_far",
            score=500,
            criteria=criteria(600, 300, kind) if number % 2 == 0 else criteria(400, months, kind),
            version=TABLE.version,
            recorded_at=NOW + dt.timedelta(minutes=number),
        )


@pytest.fixture
def staff():
    return UserFactory(curator=True)


def test_a_better_table_is_proposed_then_approved_and_everything_is_computed_again(staff):
    record()
    row = learning.propose(user=staff, now=NOW)
    assert (row.status, row.version) == ("proposed", f"{TABLE.version}+1")
    assert (row.report["taught"], row.report["held"]) == (60, 30)
    assert row.report["before"]["concordance"] < row.report["after"]["concordance"]
    assert table_in_force() == TABLE
    learning.approve(table_id=row.pk, user=staff, note=" Bien vu. ", now=NOW)
    row.refresh_from_db()
    assert (row.status, row.note, row.decided_by) == ("in_force", "Bien vu.", staff)
    assert table_in_force().version == row.version
    assert table_in_force().maxima["direct"]["distance"] > TABLE.maxima["direct"]["distance"]
    assert EngineEvent.objects.count() == 1
    case = showcase.bread()
    showcase.refresh()
    found = Suggestion.objects.get(giver=case.giver, kind="circular")
    assert found.version == row.version


def test_a_table_that_is_worse_is_refused_and_cannot_be_approved(staff, monkeypatch):
    record()
    better = learning.propose(user=staff, now=NOW)
    learning.approve(table_id=better.pk, user=staff, now=NOW)
    monkeypatch.setattr(
        "cooperation.services.learning.proposing.learn",
        lambda cases, *, version, current: type(TABLE)(version, TABLE.maxima, TABLE.unknown),
    )
    worse = learning.propose(user=staff, now=NOW)
    assert worse.status == "refused"
    assert worse.report["is_worse"]
    with pytest.raises(learning.LearningRefused):
        learning.approve(table_id=worse.pk, user=staff, now=NOW)
    assert table_in_force().version == better.version


def test_a_kind_that_would_rank_worse_keeps_its_weights(staff, client):
    record()
    record(kind="deduced", months=1000, turned=range(60, 90))
    row = learning.propose(user=staff, now=NOW)
    assert (row.status, row.report["kept"]) == ("proposed", ["deduced"])
    assert row.maxima["deduced"] == {str(k): v for k, v in TABLE.maxima["deduced"].items()}
    assert row.maxima["direct"] != {str(k): v for k, v in TABLE.maxima["direct"].items()}
    client.force_login(staff)
    html = client.get(reverse("cooperation:learning-table", args=[row.pk])).content.decode()
    assert "Poids gardés" in html


def test_going_back_to_the_packaged_points(staff):
    record()
    row = learning.propose(user=staff, now=NOW)
    learning.approve(table_id=row.pk, user=staff, now=NOW)
    learning.refuse(table_id=row.pk, user=staff, now=NOW)
    assert table_in_force() == TABLE
    learning.approve(table_id=row.pk, user=staff, now=NOW)
    assert table_in_force().version == row.version
    assert EngineEvent.objects.count() == 3


def test_a_proposal_can_be_refused_once(staff):
    record()
    row = learning.propose(user=staff, now=NOW)
    learning.refuse(table_id=row.pk, user=staff, now=NOW)
    with pytest.raises(learning.LearningRefused):
        learning.refuse(table_id=row.pk, user=staff, now=NOW)
    with pytest.raises(learning.LearningRefused):
        learning.refuse(table_id=row.pk + 1, user=staff, now=NOW)
    assert not EngineEvent.objects.exists()


def test_only_the_staff_decide():
    someone = UserFactory()
    with pytest.raises(PermissionDenied):
        learning.propose(user=someone, now=NOW)
    with pytest.raises(PermissionDenied):
        learning.approve(table_id=1, user=someone, now=NOW)


def test_an_outcome_keeps_what_was_said_and_a_refusal_needs_a_reason():
    showcase.bread()
    showcase.refresh()
    row = Suggestion.objects.filter(kind="circular").first()
    found = learning.record_outcome(suggestion=row, outcome="concluded", now=NOW)
    assert (found.score, found.criteria, found.version) == (row.score, row.criteria, row.version)
    assert [case.concluded for case in cases()] == [True]
    with pytest.raises(ValidationError):
        learning.record_outcome(suggestion=row, outcome="refused", now=NOW)


def test_the_outcomes_of_the_demonstration_are_drawn_once_and_say_they_are_fictitious():
    maker = CapabilityFactory(transformation="bread_to_beer", organisation__is_fictitious=True)
    for _ in range(9):
        PostingFactory(organisation__is_fictitious=True)
    showcase.refresh()
    assert write_outcomes(now=NOW) == 9
    assert write_outcomes(now=NOW) == 0
    assert set(Outcome.objects.values_list("is_fictitious", "receiver")) == {
        (True, maker.organisation_id)
    }


class TestPages:
    @pytest.fixture
    def row(self, staff):
        record()
        return learning.propose(user=staff, now=NOW)

    @pytest.mark.parametrize("name", ["pilotage", "learning"])
    def test_they_are_for_the_staff(self, client, staff, name):
        address = reverse(f"cooperation:{name}")
        assert client.get(address).status_code == 302
        client.force_login(UserFactory())
        assert client.get(address).status_code == 403
        client.force_login(staff)
        assert client.get(address).status_code == 200

    def test_without_outcome_the_page_says_what_to_expect(self, client, staff):
        client.force_login(staff)
        html = client.get(reverse("cooperation:learning")).content.decode()
        assert "Pas encore d’issue" in html
        assert "Apprendre des issues enregistrées" not in html

    def test_the_page_shows_outcomes_and_tables(
        self, client, staff, row, django_assert_max_num_queries
    ):
        client.force_login(staff)
        address = reverse("cooperation:learning")
        client.get(address)
        with django_assert_max_num_queries(12) as few:
            html = client.get(address).content.decode()
        assert "Trop loin" in html
        assert row.version in html
        cost = len(few)
        Outcome.objects.bulk_create(
            [Outcome(**{**values, "id": None}) for values in Outcome.objects.values()]
        )
        with django_assert_max_num_queries(cost):
            client.get(address)

    def test_proposing_shows_the_replay_then_approving_puts_it_in_force(self, client, staff):
        record()
        client.force_login(staff)
        page = client.post(reverse("cooperation:learning-propose"), follow=True)
        html = page.content.decode()
        assert "Il classe mieux les issues qu’il n’a pas apprises." in html
        assert "Mettre en vigueur" in html
        row = WeightsTable.objects.get()
        decide = reverse("cooperation:learning-decide", args=[row.pk])
        html = client.post(decide, {"decision": "approve"}, follow=True).content.decode()
        assert "est à l’état" in html
        assert table_in_force().version == row.version
        html = client.post(decide, {"decision": "approve"}, follow=True).content.decode()
        assert "ne peut pas être approuvé" in html

    def test_a_list_whose_order_changes_is_shown_before_and_after(self, client, staff):
        record()
        case = showcase.bread()
        for km in range(4):
            other = PostingFactory(quantity=5 + 9 * km, unit="kg", period="month")
            other.organisation.latitude = case.receiver.commune.latitude + km / 20
            other.organisation.save()
        showcase.refresh()
        row = learning.propose(user=staff, now=NOW)
        client.force_login(staff)
        html = client.get(reverse("cooperation:learning-table", args=[row.pk])).content.decode()
        assert "Listes dont l’ordre change le plus" in html


def test_equal_matches_take_turns_as_the_core_says():
    case = showcase.bread()
    rows = [PostingFactory(quantity=None) for _ in range(6)]
    showcase.refresh()
    Suggestion.objects.filter(kind="circular").update(score=700)
    firsts = set()
    for number in range(12):
        day = DAY + dt.timedelta(days=number)
        found = selectors.of_organisation(case.receiver, family="circulaire").in_turn(day)
        expected = sorted(found, key=lambda row: exposure.turn(row.giver_id, row.receiver_id, day))
        assert list(found) == expected
        firsts.add(found[0].giver_id)
        shown = selectors.best_of_each(found, 6, today=day)
        assert shown[0] == found[0]
    assert len(firsts) > 3
    assert len(rows) == 6
