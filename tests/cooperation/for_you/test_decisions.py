"""What an organisation says of a suggestion: kept, learnt once, and lifted by what changes."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from cooperation.enums import RefusalReason
from cooperation.models import Introduction, IntroductionParty, Outcome, Suggestion
from cooperation.models import SuggestionDecision as Decision
from cooperation.selectors import for_you
from cooperation.services.decisions import postpone, refuse, take_back
from cooperation.services.introductions import propose_introduction
from cooperation.services.introductions import refuse as refuse_introduction
from tests.cooperation import showcase
from tests.factories.cooperation import CapabilityFactory, CooperationFactory, PostingFactory
from tests.factories.pacte import LabelFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = showcase.NOW
TODAY = NOW.date()


@pytest.fixture
def member(case):
    return MembershipFactory(organisation=case.receiver).user


def tab_of(organisation, suggestion, day=TODAY):
    found = for_you.sort_out(organisation, today=day)
    (tab,) = [tab for tab, rows in found.tabs.items() if suggestion.pk in rows]
    return tab


def say_no(case, suggestion, member, reason, note="", now=NOW):
    return refuse(
        organisation=case.receiver,
        suggestion=suggestion,
        reason=RefusalReason(reason),
        note=note,
        user=member,
        now=now,
    )


def again():
    showcase.refresh()
    return Suggestion.objects.with_parties().get(kind="circular")


def wider(case):
    type(case.receiver).objects.filter(pk=case.receiver.pk).update(service_radius_km=80)


def more(case):
    case.offer.quantity = Decimal(60)
    case.offer.save()


def cheaper(case):
    case.offer.price_mode = "gift"
    case.offer.save()


def season(case):
    case.offer.months = 7
    case.offer.save()


def label(case):
    case.giver.labels.add(LabelFactory(code="ab"))
    case.giver.save()


def know_how(case):
    CapabilityFactory(organisation=case.receiver, transformation="glass_jar_washing")


def flow_ends(case):
    case.receiver.received_cooperations.all().delete()


def reworded(case):
    case.offer.description = "Livré le mardi."
    case.offer.save()


CHANGES = {
    "too_far": wider,
    "quantity": more,
    "price": cheaper,
    "timing": season,
    "quality": label,
    "not_my_trade": know_how,
    "already_supplied": flow_ends,
    "other": reworded,
}


@pytest.mark.parametrize("reason", CHANGES)
def test_a_refusal_holds_until_what_it_is_about_changes(case, member, suggestion, reason):
    type(case.receiver).objects.filter(pk=case.receiver.pk).update(service_radius_km=40)
    case.receiver.refresh_from_db()
    suggestion = again()
    CooperationFactory(receiver=case.receiver, resource=suggestion.resource)
    assert say_no(case, suggestion, member, reason)
    assert tab_of(case.receiver, again()) == for_you.REFUSED
    for other, change in CHANGES.items():
        if other not in {reason, "other"} and reason != "other":
            change(case)
    case.receiver.refresh_from_db()
    assert tab_of(case.receiver, again()) == for_you.REFUSED
    CHANGES[reason](case)
    case.receiver.refresh_from_db()
    assert tab_of(case.receiver, again()) == for_you.TO_SEE


def test_the_other_side_and_the_public_page_still_see_it(case, member, suggestion):
    say_no(case, suggestion, member, "too_far")
    assert tab_of(case.giver, suggestion) == for_you.TO_SEE
    assert suggestion in Suggestion.objects.public()


def test_a_refusal_is_learnt_once_and_says_which_organisations_are_fictitious(
    case, member, suggestion
):
    assert say_no(case, suggestion, member, "too_far", note="Trop loin.")
    assert not say_no(case, suggestion, member, "too_far")
    assert not say_no(case, suggestion, member, "price")
    (outcome,) = Outcome.objects.all()
    assert (outcome.outcome, outcome.reason) == ("refused", "too_far")
    assert outcome.is_fictitious
    assert outcome.criteria == suggestion.criteria
    (row,) = Decision.objects.all()
    assert (row.reason, row.note, row.author) == ("too_far", "Trop loin.", member)


def test_refused_again_for_the_same_reason_after_taking_back_teaches_nothing(
    case, member, suggestion
):
    say_no(case, suggestion, member, "too_far")
    later = NOW + dt.timedelta(days=1)
    back = {"organisation": case.receiver, "suggestion": suggestion, "user": member, "now": later}
    assert take_back(**back)
    assert not take_back(**back)
    assert tab_of(case.receiver, suggestion, later.date()) == for_you.TO_SEE
    assert say_no(case, suggestion, member, "too_far", now=later)
    assert Outcome.objects.count() == 1
    take_back(**back)
    assert say_no(case, suggestion, member, "price", now=later)
    assert Outcome.objects.count() == 2


def test_refused_again_once_the_reason_fell_is_a_new_lesson(case, member, suggestion):
    say_no(case, suggestion, member, "quantity")
    more(case)
    assert say_no(case, again(), member, "quantity")
    assert Outcome.objects.count() == 2
    assert Decision.objects.count() == 1


def test_not_my_trade_is_about_the_trade_not_about_one_partner(case, member, suggestion):
    PostingFactory(quantity=30, unit="kg", period="week")
    showcase.refresh()
    rows = Suggestion.objects.filter(kind="circular", receiver=case.receiver)
    assert rows.count() == 2
    say_no(case, suggestion, member, "not_my_trade")
    assert {tab_of(case.receiver, row) for row in rows} == {for_you.REFUSED}
    other = rows.exclude(pk=suggestion.pk).get()
    take_back(organisation=case.receiver, suggestion=other, user=member, now=NOW)
    assert {tab_of(case.receiver, row) for row in rows} == {for_you.TO_SEE}


def test_later_comes_back_at_its_date(case, member, suggestion):
    said = {"organisation": case.receiver, "suggestion": suggestion, "user": member, "now": NOW}
    until = TODAY + dt.timedelta(days=7)
    assert postpone(**said, until=until)
    assert not postpone(**said, until=until)
    assert tab_of(case.receiver, suggestion, until - dt.timedelta(days=1)) == for_you.LATER
    assert tab_of(case.receiver, suggestion, until) == for_you.TO_SEE
    assert postpone(**said, until=until + dt.timedelta(days=30))
    assert tab_of(case.receiver, suggestion, until) == for_you.LATER
    assert not Outcome.objects.exists()


def test_what_was_refused_is_not_put_off(case, member, suggestion):
    say_no(case, suggestion, member, "too_far")
    said = {"organisation": case.receiver, "suggestion": suggestion, "user": member, "now": NOW}
    assert not postpone(**said, until=TODAY + dt.timedelta(days=7))
    assert tab_of(case.receiver, suggestion) == for_you.REFUSED


def test_only_members_decide_and_only_of_their_own(case, member, suggestion):
    stranger = MembershipFactory().user
    for user in (stranger, UserFactory(curator=True), UserFactory(administrator=True)):
        with pytest.raises(PermissionDenied):
            say_no(case, suggestion, user, "other")
        with pytest.raises(PermissionDenied):
            postpone(
                organisation=case.receiver,
                suggestion=suggestion,
                until=TODAY,
                user=user,
                now=NOW,
            )
    theirs = stranger.memberships.get().organisation
    with pytest.raises(PermissionDenied):
        take_back(organisation=theirs, suggestion=suggestion, user=stranger, now=NOW)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("status", "tab"),
    [
        ("proposed", for_you.IN_TOUCH),
        ("accepted", for_you.IN_TOUCH),
        ("agreed", for_you.IN_TOUCH),
        ("refused", for_you.TO_SEE),
        ("expired", for_you.TO_SEE),
    ],
)
def test_an_introduction_that_is_not_over_holds_a_suggestion_back(case, suggestion, status, tab):
    pks = sorted((case.giver.pk, case.receiver.pk))
    row = Introduction.objects.create(
        key=f"{suggestion.resource}:0:{pks[0]}-{pks[1]}",
        resource=suggestion.resource,
        kind="circular",
        status=status,
        created_at=NOW,
        changed_at=NOW,
    )
    for organisation in (case.giver, case.receiver):
        IntroductionParty.objects.create(
            introduction=row, organisation=organisation, role="asker", side="offer"
        )
    assert tab_of(case.receiver, suggestion) == tab
    assert tab_of(case.giver, suggestion) == tab


def test_sorting_out_asks_as_many_queries_whatever_the_number(
    case, member, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(12) as found:
            for_you.sort_out(case.receiver, today=TODAY)
        return len(found)

    say_no(case, Suggestion.objects.with_parties().get(kind="circular"), member, "quantity")
    few = queries()
    for _ in range(5):
        PostingFactory(organisation=OrganisationFactory(), quantity=30, unit="kg", period="week")
    showcase.refresh()
    for row in Suggestion.objects.with_parties().filter(kind="circular")[:4]:
        say_no(case, row, member, "quantity")
    assert queries() == few


def test_refused_in_an_introduction_it_is_not_suggested_again_to_who_refused(
    case, member, suggestion
):
    asker = MembershipFactory(organisation=case.giver).user
    row = propose_introduction(
        suggestion=suggestion, posting=None, asker=case.giver, user=asker, word="", now=NOW
    )
    assert tab_of(case.receiver, suggestion) == for_you.IN_TOUCH
    refuse_introduction(
        introduction_id=row.pk,
        organisation=case.receiver,
        user=member,
        reason="quantity",
        now=NOW,
    )
    assert tab_of(case.receiver, suggestion) == for_you.REFUSED
    assert tab_of(case.giver, suggestion) == for_you.TO_SEE
    assert Outcome.objects.count() == 1
    more(case)
    assert tab_of(case.receiver, again()) == for_you.TO_SEE
