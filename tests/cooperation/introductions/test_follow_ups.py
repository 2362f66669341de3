"""What came of it: asked after two and six weeks, once each, answered from the mail."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse

from cooperation.models import FollowUp
from cooperation.services.introductions import (
    IntroductionRefused,
    answer_follow_up,
    ask_follow_ups,
)
from tests.cooperation.introductions.scene import NOW

pytestmark = pytest.mark.django_db


def after(**given):
    return NOW + dt.timedelta(**given)


def test_both_sides_are_asked_after_two_and_six_weeks_once_each(here, told):
    before = len(told)
    assert ask_follow_ups(now=after(days=13)) == 0
    assert ask_follow_ups(now=after(days=14)) == 2
    assert ask_follow_ups(now=after(days=15)) == 0
    assert ask_follow_ups(now=after(weeks=6)) == 2
    assert ask_follow_ups(now=after(weeks=7)) == 0
    assert {row.user for row in told[before:]} == {here.author.user, here.baker.user}
    assert len(told) == before + 4


def test_after_an_outage_only_the_last_question_is_asked(here):
    assert ask_follow_ups(now=after(weeks=8)) == 2
    assert set(FollowUp.objects.values_list("week", flat=True)) == {6}


def test_nobody_is_asked_of_what_has_ended(here):
    type(here.introduction).objects.update(status="no_follow_up")
    assert ask_follow_ups(now=after(weeks=3)) == 0


def answer(here, who, value, reason="", week=2):
    row = FollowUp.objects.get(organisation=who.organisation, week=week)
    return answer_follow_up(
        follow_up=row, answer=value, reason=reason, user=None, now=after(days=15)
    )


def test_it_ends_once_both_said_no(here):
    ask_follow_ups(now=after(days=14))
    with pytest.raises(IntroductionRefused, match="raison"):
        answer(here, here.author, "no")
    answer(here, here.author, "no", "price")
    here.introduction.refresh_from_db()
    assert here.introduction.status == "accepted"
    answer(here, here.author, "no", "price")
    with pytest.raises(IntroductionRefused, match="déjà répondu"):
        answer(here, here.author, "yes")
    answer(here, here.baker, "no", "timing")
    here.introduction.refresh_from_db()
    assert here.introduction.status == "no_follow_up"
    reasons = here.introduction.parties.values_list("reason", flat=True)
    assert set(reasons) == {"price", "timing"}


def test_the_latest_answer_of_each_counts(here):
    ask_follow_ups(now=after(days=14))
    answer(here, here.author, "not_yet")
    answer(here, here.baker, "no", "price")
    ask_follow_ups(now=after(weeks=6))
    answer(here, here.author, "no", "price", week=6)
    here.introduction.refresh_from_db()
    assert here.introduction.status == "no_follow_up"


def test_answered_from_the_mail_without_signing_in(here, client):
    call_command("ask_follow_ups", "--now", after(days=14).isoformat())
    row = FollowUp.objects.get(organisation=here.author.organisation)
    address = reverse("cooperation:follow-up", args=[row.token])
    shown = client.get(address)
    text = shown.content.decode()
    assert shown.status_code == 200
    assert shown["Cache-Control"] == "private, no-store"
    assert "canari" not in text
    assert "06 00 00" not in text
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"answer": "no"}).status_code == 422
    row.refresh_from_db()
    assert row.answer == ""
    assert client.post(address, {"answer": "not_yet"}).url == address
    assert "Pas encore" in client.get(address).content.decode()
    assert client.post(address, {"answer": "yes"}).status_code == 409
    other = FollowUp.objects.get(organisation=here.baker.organisation)
    yes = client.post(reverse("cooperation:follow-up", args=[other.token]), {"answer": "yes"})
    assert yes.url == reverse("cooperation:agreement-declare", args=[here.introduction.pk])
    unknown = reverse("cooperation:follow-up", args=["00000000-0000-4000-8000-000000000000"])
    assert client.get(unknown).status_code == 404
