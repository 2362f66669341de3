"""Members are told what is newly suggested to them: once, together, and nothing they set aside."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation import tasks
from cooperation.enums import Mark, PostingStatus, RefusalReason, Visibility
from cooperation.models import Posting, Suggestion, SuggestionNews
from cooperation.services import decisions, suggestion_news
from cooperation.services.suggestion_news import tell_new_suggestions
from pacte.enums import NotificationKind, Rhythm
from pacte.models import Notification, NotificationPreference
from pacte.selectors.notifications import BY_DEFAULT
from tests.cooperation import showcase
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.mail import delivered

pytestmark = pytest.mark.django_db
NOW = showcase.NOW
TODAY = NOW.date()


def run(days=0):
    return tell_new_suggestions(now=NOW + dt.timedelta(days=days))


def told(user=None):
    rows = Notification.objects.filter(kind=NotificationKind.SUGGESTION).order_by("pk")
    return list(rows.filter(recipient=user) if user else rows)


def bread(**fields):
    """Publish more bread, and compute: something new for the brewery."""
    given = {"resource": "byproduct.food.bread_unsold", "unit": "kg", "period": "week"}
    posting = PostingFactory(**(given | {"quantity": 30} | fields))
    showcase.refresh()
    return posting


@pytest.fixture
def member(case):
    """Give somebody of the brewery, whose « Pour vous » was looked at once."""
    user = MembershipFactory(organisation=case.receiver).user
    assert run().told == 0
    return user


def test_the_first_time_nothing_is_told(case, member):
    assert told() == []
    (row,) = SuggestionNews.objects.all()
    assert row.organisation == case.receiver
    assert list(row.known.values()) == [TODAY.isoformat()] * len(row.known)
    assert len(row.known) == Suggestion.objects.active().concerning(case.receiver.pk).count() > 0


def test_what_is_new_is_told_once_in_one_notification_with_reasons_and_links(case, member):
    postings = [bread() for _ in range(5)]
    assert run() == suggestion_news.NewsReport(looked=1, told=1, new=5)
    (row,) = told(member)
    assert row.subject == "5 suggestions nouvelles pour Brasserie fictive du Marc"
    assert (row.url, row.organisation) == ("/mon-espace/pour-vous/", case.receiver)
    lines = row.body.splitlines()
    assert lines[3] == "Et 2 autres."
    fresh = Suggestion.objects.filter(offer__in=postings)
    pages = {
        f"http://localhost:8000{reverse('cooperation:for-you-one', args=[one.pk])}" for one in fresh
    }
    assert {line.rsplit(" ", 1)[1] for line in lines[:3]} < pages
    assert all(line.startswith("– Brasserie fictive du Marc sait brasser") for line in lines[:3])
    for days in (0, 1, 40):
        assert run(days).told == 0
    assert len(told()) == 1


def test_by_default_it_waits_for_the_digest_of_the_week(case, member):
    bread()
    run()
    assert BY_DEFAULT[NotificationKind.SUGGESTION] == Rhythm.WEEKLY
    (row,) = told(member)
    assert (row.rhythm, row.mailed_at) == ("weekly", None)
    assert delivered() == []


def test_who_wants_it_at_once_reads_the_links_in_both_parts(case, member):
    NotificationPreference.objects.create(user=member, kind="suggestion", rhythm="immediate")
    bread()
    run()
    (mail,) = delivered()
    pk = Suggestion.objects.order_by("pk").last().pk
    address = f"http://localhost:8000/mon-espace/pour-vous/{pk}/"
    assert address in mail.body
    assert f'<a href="{address}">Brasserie fictive du Marc sait' in mail.alternatives[0][0]


def test_rows_written_again_are_not_new(case, member):
    Suggestion.objects.all().delete()
    showcase.refresh()
    assert run(1).told == 0
    Suggestion.objects.all().delete()
    assert run(2).told == 0
    showcase.refresh()
    assert run(3).told == 0
    assert told() == []


def test_what_was_refused_put_off_or_set_aside_is_not_told(case, member):
    first, second, third = (bread() for _ in range(3))
    said = {"organisation": case.receiver, "user": member, "now": NOW}
    rows = {row.offer_id: row for row in Suggestion.objects.with_parties()}
    reason = RefusalReason.QUANTITY
    decisions.refuse(suggestion=rows[first.pk], reason=reason, note="", **said)
    later = TODAY + dt.timedelta(days=30)
    decisions.postpone(suggestion=rows[second.pk], until=later, **said)
    curator = UserFactory(curator=True)
    decisions.mark(
        suggestion=rows[third.pk], mark=Mark.ASIDE, word="Déjà tenté.", user=curator, now=NOW
    )
    assert run(1).told == 0
    assert told() == []
    assert run(31).told == 0, "it comes back by itself: they have seen it"


def test_what_the_staff_no_longer_set_aside_is_told_then(case, member):
    bread()
    row = Suggestion.objects.with_parties().order_by("pk").last()
    curator = UserFactory(curator=True)
    said = {"user": curator, "now": NOW}
    mark = decisions.mark(suggestion=row, mark=Mark.ASIDE, word="À revoir.", **said)
    assert run(1).told == 0
    decisions.unmark(mark_id=mark.pk, **said)
    assert run(2).new == 1


def test_what_they_may_not_see_is_not_told(case, member):
    hidden = bread()
    Posting.objects.filter(pk=hidden.pk).update(status=PostingStatus.DRAFT)
    assert run().told == 0
    bread(visibility=Visibility.MEMBERS)
    assert run(1).new == 1, "members read what is kept to the network"


def test_only_the_members_of_the_organisation_are_told(case, member):
    stranger = MembershipFactory().user
    away = MembershipFactory(organisation=case.receiver, user=UserFactory(is_active=False)).user
    colleague = MembershipFactory(organisation=case.receiver).user
    run()
    bread(organisation=case.giver)
    run(1)
    assert [len(told(user)) for user in (member, colleague, stranger, away)] == [1, 1, 0, 0]


def test_nobody_is_told_for_an_organisation_that_is_withdrawn(case, member):
    case.receiver.live = False
    case.receiver.save()
    bread()
    assert run().looked == 0
    assert told() == []


def test_what_the_staff_put_forward_is_told_first(case, member):
    for quantity in (40, 35, 30, 1):
        bread(quantity=quantity)
    last = Suggestion.objects.with_parties().filter(offer__quantity=1).get()
    decisions.mark(
        suggestion=last, mark=Mark.FORWARD, word="À voir.", user=UserFactory(curator=True), now=NOW
    )
    run()
    assert told(member)[0].body.splitlines()[0].endswith(f"/pour-vous/{last.pk}/")


def test_a_run_that_stops_halfway_tells_the_rest_next_time(case, member, monkeypatch):
    bread()
    with monkeypatch.context() as patch:
        patch.setattr(suggestion_news, "notify", lambda **given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run()
    assert told() == []
    assert run().told == 1


def test_what_is_long_gone_is_forgotten(case, member):
    row = SuggestionNews.objects.get()
    row.known["disparue"] = (TODAY - dt.timedelta(days=401)).isoformat()
    row.known["recente"] = (TODAY - dt.timedelta(days=10)).isoformat()
    row.save()
    bread()
    run()
    row.refresh_from_db()
    assert "disparue" not in row.known
    assert "recente" in row.known


def test_the_command_and_the_task_do_the_same(case, member):
    bread()
    out = StringIO()
    call_command("tell_new_suggestions", "--now", NOW.isoformat(), stdout=out)
    assert out.getvalue() == "1 organisations regardées, 1 prévenues, 1 suggestions nouvelles.\n"
    assert tasks.tell_new_suggestions.enqueue().return_value == 0


def queries(days=0):
    with CaptureQueriesContext(connection) as found:
        report = run(days)
    return len(found), report


def brewers(count):
    for _ in range(count):
        brewer = OrganisationFactory(kinds=["circular"])
        CapabilityFactory(organisation=brewer, transformation="bread_to_beer")
        MembershipFactory(organisation=brewer)
    showcase.refresh()


def test_organisations_without_news_cost_the_same_whatever_their_number(case, member):
    run()
    quiet, _report = queries()
    brewers(8)
    run()
    assert queries() == (quiet, suggestion_news.NewsReport(looked=9, told=0, new=0))


def test_those_with_news_cost_a_fixed_number_each_whatever_is_new(case, member):
    brewers(2)
    run()
    quiet, _report = queries()
    bread()
    one, report = queries(1)
    assert (report.told, report.new) == (3, 3)
    each = (one - quiet) / 3
    for _ in range(4):
        bread()
    many, report = queries(2)
    assert (report.told, report.new) == (3, 12)
    assert each <= (many - quiet) / 3 <= each + 1, "five are counted, three are told"


def test_organisations_are_read_some_at_a_time(case, member, monkeypatch):
    brewers(4)
    run()
    bread()
    monkeypatch.setattr(suggestion_news, "BATCH", 2)
    assert run(1) == suggestion_news.NewsReport(looked=5, told=5, new=5)
    assert run(2).told == 0


def test_a_link_for_another_of_their_organisations_says_which(client, case, member):
    other = MembershipFactory(user=member, organisation=OrganisationFactory(name="AAA fictive"))
    client.force_login(member)
    row = Suggestion.objects.get(kind="circular")
    page = reverse("cooperation:for-you-one", args=[row.pk])
    session = client.session
    session["acting_organisation"] = other.organisation_id
    session.save()
    html = client.get(page, follow=True).text
    assert "Cette suggestion est pour Brasserie fictive du Marc" in html
    session["acting_organisation"] = case.receiver.pk
    session.save()
    assert client.get(page).status_code == 200
    client.force_login(MembershipFactory().user)
    assert client.get(page).status_code == 404
