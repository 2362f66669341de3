"""A call whose date has passed waits for no answer; its author is asked what came of it."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from cooperation import tasks
from cooperation.enums import CallAnswer
from cooperation.models import Call
from cooperation.selectors.calls import room_of, waiting_for
from cooperation.services.calls import (
    CallRefused,
    answer,
    close,
    end_past_calls,
    introduce_after,
    remind,
)
from pacte.models import Notification
from tests.cooperation.calls.scene import NOW, draft, scene, sent
from tests.factories.people import UserFactory
from tests.mail import delivered

pytestmark = pytest.mark.django_db
LAST = dt.date(2026, 12, 20)
AFTER = dt.datetime(2026, 12, 21, 2, 30, tzinfo=dt.UTC)


@pytest.fixture
def case():
    return scene()


@pytest.fixture
def call(case):
    """Give a call to three signatories: one said yes, one no, one nothing."""
    found = sent(case, *case.signatories, answer_by=LAST)
    for place, given in enumerate((CallAnswer.YES, CallAnswer.NO)):
        reply(found, case, place, given)
    Notification.objects.all().delete()
    delivered()
    return found


def reply(call, case, place, given, now=NOW):
    who = {"organisation": case.signatories[place], "user": case.people[place]}
    return answer(call=call, given=given, word="", now=now, **who)


def told(user):
    return [row.subject for row in Notification.objects.filter(recipient=user)]


def test_until_the_last_day_included_nothing_ends(call):
    assert end_past_calls(now=AFTER - dt.timedelta(days=1)) == 0
    call.refresh_from_db()
    assert call.status == "open"


def test_after_it_the_author_alone_is_told_and_asked_once(case, call):
    assert end_past_calls(now=AFTER) == 1
    call.refresh_from_db()
    assert (call.status, call.closed_at, call.closing_note) == ("ended", AFTER, "")
    (row,) = Notification.objects.all()
    assert row.recipient == case.author
    assert "la date de réponse est passée, qu’est-ce que cela a donné" in row.subject
    assert "Signataires appelés\u00a0: 3\u00a0; oui\u00a0: 1\u00a0; peut-être\u00a0: 0." in row.body
    for days in (0, 1, 30):
        assert end_past_calls(now=AFTER + dt.timedelta(days=days)) == 0
    assert Notification.objects.count() == 1


def test_drafts_and_what_is_over_are_left_alone(case, call):
    draft(case, case.signatories[0], answer_by=LAST, title="Brouillon")
    close(call=call, note="Merci.", user=case.author, now=NOW)
    assert end_past_calls(now=AFTER) == 0
    assert {row.status for row in Call.objects.all()} == {"draft", "closed"}


def test_who_has_not_answered_is_not_bothered_again(client, case, call):
    with pytest.raises(CallRefused, match="La date de réponse est passée"):
        remind(call=call, user=case.author, now=AFTER)
    end_past_calls(now=AFTER)
    with pytest.raises(CallRefused, match="n’est plus ouvert"):
        remind(call=call, user=case.author, now=AFTER)
    assert told(case.people[2]) == []
    assert waiting_for(case.signatories[2]) == 0
    client.force_login(case.people[2])
    html = client.get(f"/appels/{call.pk}/").text
    assert "n’attend plus de réponse" in html
    assert "Répondre" not in html.split("<main")[1]


def test_an_answer_that_comes_later_is_refused_and_its_author_told(case, call):
    end_past_calls(now=AFTER)
    with pytest.raises(CallRefused, match="n’attend plus de réponse"):
        reply(call, case, 2, CallAnswer.YES, AFTER)
    assert call.recipients.get(organisation=case.signatories[2]).answer == ""


def test_the_author_says_what_came_of_it_and_those_who_helped_read_it(client, case, call):
    end_past_calls(now=AFTER)
    client.force_login(case.author)
    page = f"/appels/{call.pk}/"
    html = client.get(page).text
    assert "Date passée" in html
    assert "personne n’est plus relancé" in html
    assert client.post(f"{page}clore/", {"note": " "}).status_code == 422
    client.post(f"{page}clore/", {"note": "Deux visites faites."})
    call.refresh_from_db()
    assert (call.status, call.closing_note) == ("closed", "Deux visites faites.")
    assert [len(told(user)) for user in case.people] == [1, 0, 0]
    assert not close(call=call, note="Encore.", user=case.author, now=AFTER)
    assert "clore/" not in client.get(page).text


def test_it_leaves_room_for_another_and_a_yes_still_opens_an_introduction(case, call):
    end_past_calls(now=AFTER)
    assert room_of(case.caller, AFTER).open_calls == 0
    yes = call.recipients.select_related("call__organisation", "organisation").get(answer="yes")
    assert introduce_after(recipient=yes, user=case.author, word="", now=AFTER).pk


def test_the_staff_see_it_and_no_longer_stop_it(client, case, call):
    end_past_calls(now=AFTER)
    client.force_login(UserFactory(curator=True))
    assert "Date passée" in client.get("/pilotage/appels/").text
    assert "arreter/" not in client.get(f"/appels/{call.pk}/").text
    response = client.post(f"/appels/{call.pk}/arreter/", {"note": "Non."}, follow=True)
    assert "n’était plus ouvert" in response.text


def test_the_command_and_the_task_do_the_same(case, call):
    out = StringIO()
    call_command("end_calls", "--now", AFTER.isoformat(), stdout=out)
    assert out.getvalue() == "1 appels dont la date est passée.\n"
    assert tasks.end_past_calls.enqueue().return_value == 0


def test_calls_that_wait_cost_one_query_whatever_their_number(
    case, call, django_assert_num_queries
):
    with django_assert_num_queries(1):
        end_past_calls(now=NOW)
