"""The pages of introductions: the story through them, who sees what, and what is refused."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.models import Agreement, Cooperation, Introduction, Message
from cooperation.services.introductions import accept
from tests.cooperation.introductions.scene import HOSTILE, NOW, ask, scene, side
from tests.factories.cooperation import PostingFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def login(client):
    def change(who):
        client.force_login(who.user if hasattr(who, "user") else who)
        return client

    return change


def url(name, *args):
    return reverse(f"cooperation:{name}", args=args)


def both_accepted(**more):
    here = scene(**more)
    accept(introduction_id=here.introduction.pk, **here.author.who, now=NOW)
    here.introduction.refresh_from_db()
    return here


def test_the_whole_story_through_the_pages(login):
    author, baker = side("Cantine fictive", 1), side("Boulangerie fictive", 2)
    posting = PostingFactory(need=True, organisation=author.organisation, quantity=50, unit="kg")
    client = login(baker)
    page = client.get(url("posting-reply", posting.pk))
    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    empty = client.post(url("posting-reply", posting.pk), {"word": ""})
    assert empty.status_code == 422
    sent = client.post(url("posting-reply", posting.pk), {"word": HOSTILE, "quantity": "12,5"})
    introduction = Introduction.objects.get()
    assert sent.url == url("introduction", introduction.pk)
    again = client.post(url("posting-reply", posting.pk), {"word": "Encore"}, follow=True)
    assert "déjà ouverte" in again.content.decode()
    assert Introduction.objects.count() == 1

    client = login(author)
    listed = client.get(url("introductions")).content.decode()
    assert "À vous de répondre" in listed
    assert "1 nouveauté" in listed
    shown = client.get(url("introduction", introduction.pk)).content.decode()
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown
    assert "nouveauté" not in client.get(url("introductions")).content.decode()
    introduction.refresh_from_db()
    assert introduction.status == "seen"
    client.post(url("introduction-accept", introduction.pk), {"accept-word": "Avec plaisir."})
    client.post(url("introduction-accept", introduction.pk), {"accept-word": "Avec plaisir."})
    introduction.refresh_from_db()
    assert introduction.status == "accepted"
    shown = client.get(url("introduction", introduction.pk)).content.decode()
    assert baker.user.email in shown
    assert baker.user.person.phone in shown

    key = re.search(r'name="message-key" value="([^"]+)"', shown)[1]
    for _twice in range(2):
        client.post(
            url("introduction-message", introduction.pk),
            {"message-body": HOSTILE, "message-key": key},
        )
    assert Message.objects.count() == 1
    client = login(baker)
    assert "1 nouveauté" not in client.get(url("introductions")).content.decode()
    thread = client.get(url("introduction", introduction.pk)).content.decode()
    assert thread.count("&lt;script&gt;") == 2
    assert "<script>alert" not in thread

    form = client.get(url("agreement-declare", introduction.pk)).context["form"]
    ends = form.fields["ends"].choices[0][0]
    assert ends == f"{baker.organisation.pk}-{author.organisation.pk}"
    given = {"ends": ends, "resource": posting.resource, "quantity": "50", "unit": "kg",
             "period": "week", "since": "2026-11-01", "word": ""}  # fmt: skip
    wrong = client.post(url("agreement-declare", introduction.pk), given | {"since": "1800-01-01"})
    assert wrong.status_code == 422
    assert "1990" in wrong.content.decode()
    client.post(url("agreement-declare", introduction.pk), given)
    agreement = Agreement.objects.get()
    refused = client.post(url("agreement-confirm", introduction.pk, agreement.pk))
    assert refused.status_code == 409
    client = login(author)
    assert "À vous de répondre" in client.get(url("introductions")).content.decode()
    client.post(url("agreement-confirm", introduction.pk, agreement.pk))
    client.post(url("agreement-confirm", introduction.pk, agreement.pk))
    flow = Cooperation.objects.get()
    assert (flow.giver, flow.receiver) == (baker.organisation, author.organisation)
    introduction.refresh_from_db()
    posting.refresh_from_db()
    assert (introduction.status, posting.status) == ("agreed", "agreed")
    for organisation in (author.organisation, baker.organisation):
        profile = client.get(organisation.get_absolute_url()).content.decode()
        assert author.organisation.name in profile
        assert baker.organisation.name in profile


ACTS = (
    "introduction-accept", "introduction-refuse", "introduction-withdraw", "introduction-close",
    "introduction-reopen", "introduction-invite", "introduction-message",
)  # fmt: skip


def test_others_are_told_that_there_is_none(login):
    here, stranger = both_accepted(), side("Étrangère fictive", 9)
    pk = here.introduction.pk
    for who in (stranger, UserFactory(curator=True), UserFactory(administrator=True)):
        client = login(who)
        assert client.get(url("introduction", pk)).status_code == 404
        assert client.get(url("agreement-declare", pk)).status_code == 404
        assert client.get(url("introduction-file", pk, 1)).status_code == 404
        for name in ACTS:
            assert client.post(url(name, pk)).status_code == 404, name
        for name in ("confirm", "contest", "take-back", "undo"):
            assert client.post(url(f"agreement-{name}", pk, 1)).status_code == 404, name
    assert here.introduction.moves.count() == 2


def test_who_is_not_signed_in_is_asked_to_sign_in(client):
    here = scene()
    for name in ("introduction", "agreement-declare", "introduction-accept"):
        assert client.get(url(name, here.introduction.pk)).status_code == 302
    assert client.get(url("introductions")).status_code == 302


def test_a_change_is_a_post(login):
    here = scene()
    client = login(here.author)
    for name in ACTS:
        assert client.get(url(name, here.introduction.pk)).status_code == 405, name


def test_an_agreement_of_another_introduction_is_none_here(login):
    here = both_accepted()
    assert login(here.author).post(
        url("agreement-confirm", here.introduction.pk, 987654)
    ).status_code == 404  # fmt: skip


def test_a_refusal_keeps_what_was_typed_and_says_what_is_missing(login):
    here = scene()
    answer = login(here.author).post(
        url("introduction-refuse", here.introduction.pk), {"refuse-word": "Parce que…"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Parce que…" in text
    assert "Pour quelle raison" in text
    here.introduction.refresh_from_db()
    assert here.introduction.status == "proposed"


def test_who_comes_second_is_told_and_led_back(login):
    here = scene()
    login(here.baker).post(url("introduction-withdraw", here.introduction.pk), {})
    answer = login(here.author).post(url("introduction-accept", here.introduction.pk), {})
    assert answer.status_code == 409
    assert "« Retirée »" in answer.content.decode()


def test_messages_are_limited_and_what_was_typed_is_kept(login, monkeypatch):
    monkeypatch.setattr("cooperation.views.introductions_thread.MESSAGES", "2/h")
    here = both_accepted()
    client = login(here.author)
    statuses = []
    for number in range(3):
        key = f"00000000-0000-4000-8000-00000000000{number}"
        answer = client.post(
            url("introduction-message", here.introduction.pk),
            {"message-body": f"Message {number}", "message-key": key},
        )
        statuses.append(answer.status_code)
    assert statuses == [302, 302, 429]
    assert int(answer["Retry-After"]) > 0
    assert "Message 2" in answer.content.decode()
    assert Message.objects.count() == 2


def test_the_thread_is_closed_before_all_have_accepted(login):
    here = scene()
    answer = login(here.baker).post(
        url("introduction-message", here.introduction.pk),
        {"message-body": "Trop tôt", "message-key": "00000000-0000-4000-8000-000000000000"},
    )
    assert answer.status_code == 409
    assert Message.objects.count() == 0


@pytest.mark.parametrize("body", ["", " \x00 ", "x" * 5001])
def test_a_message_that_cannot_be(login, body):
    here = both_accepted()
    answer = login(here.baker).post(
        url("introduction-message", here.introduction.pk),
        {"message-body": body, "message-key": "00000000-0000-4000-8000-000000000000"},
    )
    assert answer.status_code in {409, 422}
    assert Message.objects.count() == 0


def test_the_staff_see_the_steps_and_nothing_said(login):
    here = both_accepted(word="Secret de boulanger")
    client = login(UserFactory(curator=True))
    listed = client.get(url("introductions-staff"))
    assert listed.status_code == 200
    assert here.posting.title in listed.content.decode()
    shown = client.get(url("introduction-staff", here.introduction.pk)).content.decode()
    assert "contacts échangés" in shown
    for private in ("Secret de boulanger", "canari", "06 00 00", "Fictive-"):
        assert private not in shown
    stopped = client.post(url("introduction-stop", here.introduction.pk), {"why-word": ""})
    assert stopped.status_code == 409
    client.post(url("introduction-stop", here.introduction.pk), {"why-word": "Sur demande."})
    here.introduction.refresh_from_db()
    assert here.introduction.status == "no_follow_up"


def test_the_staff_put_two_in_touch_from_their_page(login):
    one, two = side("Une fictive", 1), side("Deux fictive", 2)
    client = login(UserFactory(curator=True))
    assert client.get(url("introduction-introduce")).status_code == 200
    same = {"first": one.organisation.pk, "second": one.organisation.pk, "word": "Allez"}
    assert client.post(url("introduction-introduce"), same).status_code == 422
    client.post(url("introduction-introduce"), same | {"second": two.organisation.pk})
    assert Introduction.objects.get().parties.filter(accepted_at=None).count() == 2
    client = login(one)
    assert client.get(url("introductions-staff")).status_code == 403
    assert client.get(url("introduction-introduce")).status_code == 403


def test_a_group_through_the_page(login):
    here, other = scene(quantity=40), side("Paysanne fictive", 3)
    client = login(here.baker)
    shown = client.get(url("introduction", here.introduction.pk)).content.decode()
    assert "inviter une structure" in shown
    client.post(
        url("introduction-invite", here.introduction.pk),
        {"invite-organisation": other.organisation.pk, "invite-word": "Avec nous ?"},
    )
    client = login(other)
    client.post(url("introduction-accept", here.introduction.pk), {"accept-quantity": "30"})
    shown = login(here.author).get(url("introduction", here.introduction.pk)).content.decode()
    assert re.search(r"70\s*kg proposés sur 100\s*kg demandés \(70\s*%\)", shown)
    assert here.baker.user.email not in shown


def test_without_an_organisation_the_pages_say_what_to_do(login):
    posting = PostingFactory(need=True)
    client = login(UserFactory())
    for address in (url("introductions"), url("posting-reply", posting.pk)):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "aucune organisation" in answer.content.decode()


def test_a_posting_that_is_not_seen_is_not_answered(login):
    draft = PostingFactory(draft=True)
    client = login(side("Autre fictive", 4))
    assert client.get(url("posting-reply", draft.pk)).status_code == 404
    assert client.get(url("posting-reply", 987654)).status_code == 404


def test_the_list_takes_as_many_queries_for_many_rows(login):
    here = scene()
    client = login(here.author)
    client.get(url("introductions"))
    few = _count(client, url("introductions"))
    for number in range(8):
        posting = PostingFactory(need=True, organisation=here.author.organisation,
                                 resource="food.vegetable")  # fmt: skip
        ask(posting, side(f"Autre fictive {number}", 20 + number))
    assert _count(client, url("introductions")) == few


def _count(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
