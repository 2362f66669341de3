"""Answers that come by e-mail: taken from the right person once, machines ignored."""

import io
import os
from email.message import EmailMessage

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import OperationalError
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cooperation.management.commands import receive_mail
from cooperation.models import Introduction, Message, RelayAddress
from cooperation.services import relay
from cooperation.services.messages import post_message
from cooperation.services.relay import MAX_MAIL, Received, receive
from cooperation.services.relay_addresses import relay_address, token_in
from pacte.models import OutgoingMail
from tests.cooperation.introductions.scene import NOW, scene
from tests.mail import delivered
from tests.pacte.uploads.samples import DOCX, PDF, SVG, archive, image

pytestmark = pytest.mark.django_db
DOMAIN = "relais.pacte.example"


@pytest.fixture(autouse=True)
def domain(settings, tmp_path):
    settings.RELAY_DOMAIN = DOMAIN
    settings.PRIVATE_MEDIA_ROOT = tmp_path


@pytest.fixture
def thread():
    """Two organisations in touch."""
    found = scene()
    Introduction.objects.filter(pk=found.introduction.pk).update(status="accepted")
    found.introduction.refresh_from_db()
    OutgoingMail.objects.all().delete()
    return found


def answer(thread, *, who=None, body="Oui, mardi.\n", files=(), **headers):
    user = (who or thread.author).user
    mail = EmailMessage()
    given = {
        "From": f"Camille <{user.email}>",
        "To": f"Le pacte <{relay_address(introduction=thread.introduction, user=user)}>",
        "Subject": "Re: bonjour",
        "Message-ID": "<1@chez-moi.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in given.items():
        if value is not None:
            mail[name] = value
    mail.set_content(body)
    for name, content in files:
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    return mail.as_bytes()


def take(raw, **envelope):
    return receive(raw=raw, now=NOW, **envelope)


def test_an_answer_becomes_a_message_and_no_address_is_shown(thread):
    quoted = f"\nLe lundi, Autre <{thread.baker.user.email}> a écrit :\n> Quand ?\n"
    assert take(answer(thread, body=f"Oui, mardi.\n{quoted}")) == Received.POSTED
    message = Message.objects.get()
    assert message.body == "Oui, mardi."
    assert (message.author, message.organisation) == (
        thread.author.user,
        thread.author.organisation,
    )
    assert message.by_mail
    (told,) = delivered()
    assert told.to == [thread.baker.user.email]
    for shown in (told.body, told.alternatives[0][0], str(told.message())):
        assert thread.author.user.email not in shown
    assert DOMAIN in told.message()["Reply-To"]
    assert thread.author.user.email not in told.message()["Reply-To"]


def test_the_other_answers_in_turn(thread):
    take(answer(thread))
    reply_to = str(delivered()[0].message()["Reply-To"])
    assert take(answer(thread, who=thread.baker, To=reply_to, Message_ID="<2@x>")) == "posted"
    assert list(Message.objects.values_list("author__email", flat=True)) == [
        thread.author.user.email,
        thread.baker.user.email,
    ]


def test_the_same_mail_twice_is_one_message(thread):
    for _twice in range(2):
        assert take(answer(thread)) == Received.POSTED
    assert take(answer(thread, Message_ID=None)) == Received.POSTED
    assert take(answer(thread, Message_ID=None)) == Received.POSTED
    assert Message.objects.count() == 2
    assert len(delivered()) == 2


def test_an_address_of_the_relay_never_stays_in_a_text(thread):
    address = relay_address(introduction=thread.introduction, user=thread.author.user)
    take(answer(thread, body=f"Écrivez à {address.upper()} merci"))
    assert DOMAIN not in Message.objects.get().body.lower()


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "Auto-Generated; x=y"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<liste.example>"},
        {"From": "MAILER-DAEMON@ailleurs.example"},
        {"From": "noreply@ailleurs.example"},
    ],
)
def test_machines_are_ignored_in_silence(thread, headers):
    assert take(answer(thread, **headers)) == Received.IGNORED
    assert not Message.objects.exists()
    assert delivered() == []


def test_returns_and_loops_are_ignored(thread):
    assert take(answer(thread), sender="") == Received.IGNORED
    looped = b"Received: from a by b; Mon, 23 Nov 2026 10:00:00 +0000\n" * 31 + answer(thread)
    assert take(looped) == Received.IGNORED
    own = b"Auto-Submitted: no\nReturn-Path: <a@b.example>\n" + answer(thread)
    assert take(own) == Received.POSTED


def test_somebody_else_is_refused_politely_once_a_day(thread):
    for number in range(3):
        raw = answer(thread, From="intrus@ailleurs.example", Message_ID=f"<{number}@x>")
        assert take(raw) == Received.REFUSED
    assert not Message.objects.exists()
    (told,) = delivered()
    assert told.to == ["intrus@ailleurs.example"]
    assert "n’est pas arrivée" in told.body
    assert told.message()["Auto-Submitted"] == "auto-replied"
    for side in (thread.author, thread.baker):
        assert side.user.email not in str(told.message())


@pytest.mark.parametrize(
    "sender",
    [
        "a@b.example, canari-1@secret.example",
        "canari-1@secret.example, a@b.example",
        "",
        "canari-1@secret.example.attaquant.example",
        '"canari-1@secret.example" <intrus@ailleurs.example>',
    ],
)
def test_a_sender_that_is_not_one_person_is_refused(thread, sender):
    assert take(answer(thread, From=sender or None)) == Received.REFUSED
    assert not Message.objects.exists()


def test_the_address_may_be_another_verified_one_in_any_case(thread):
    user = thread.author.user
    EmailAddress.objects.create(user=user, email="deux@ailleurs.example", verified=True)
    EmailAddress.objects.create(user=user, email="trois@ailleurs.example", verified=False)
    assert take(answer(thread, From=user.email.upper())) == Received.POSTED
    assert take(answer(thread, From="Deux@ailleurs.example", Message_ID="<2@x>")) == "posted"
    assert take(answer(thread, From="trois@ailleurs.example", Message_ID="<3@x>")) == "refused"


@pytest.mark.parametrize("to", ["reponse+{}@relais.pacte.example".format("0" * 32), "a@b.example"])
def test_an_unknown_address_is_nobodys(thread, to):
    assert take(answer(thread, To=to)) == Received.UNKNOWN


def test_the_envelope_decides_before_the_headers(thread):
    address = relay_address(introduction=thread.introduction, user=thread.author.user)
    assert take(answer(thread, To="a@b.example"), recipient=address) == Received.POSTED
    assert take(answer(thread), recipient="personne@relais.pacte.example") == Received.UNKNOWN


def test_who_left_is_nobody_and_a_closed_thread_says_why(thread):
    Introduction.objects.update(status="stopped")
    assert take(answer(thread)) == Received.REFUSED
    assert "ouvre" in delivered()[0].body
    type(thread.author.user).objects.filter(pk=thread.author.user.pk).update(is_active=False)
    assert take(answer(thread)) == Received.UNKNOWN
    assert not Message.objects.exists()


def test_who_no_longer_acts_for_a_party_is_refused(thread):
    thread.author.user.memberships.all().delete()
    assert take(answer(thread)) == Received.REFUSED
    assert not Message.objects.exists()


@pytest.mark.parametrize("body", ["", "> rien que du cité\n", "x" * 5_001])
def test_an_empty_or_endless_answer_is_refused(thread, body):
    assert take(answer(thread, body=body)) == Received.REFUSED
    assert not Message.objects.exists()
    assert len(delivered()) == 1


def test_too_many_answers_wait(thread, monkeypatch):
    monkeypatch.setattr(relay, "MOST_AN_HOUR", 2)
    found = [take(answer(thread, Message_ID=f"<{n}@x>")) for n in range(3)]
    assert found == ["posted", "posted", "refused"]


def test_sound_files_come_and_others_are_told(thread):
    files = [
        ("devis.pdf", PDF),
        ("photo.jpg", image()),
        ("a.svg", SVG),
        ("a.docm", archive({**DOCX, "word/vbaProject.bin": b"x"})),
    ]
    assert take(answer(thread, files=files)) == Received.POSTED
    names = list(Message.objects.get().files.values_list("name", flat=True))
    assert names == ["devis.pdf", "photo.jpg"]
    told = {mail.to[0]: mail for mail in delivered()}[thread.author.user.email]
    assert "a.svg" in told.body
    assert "a.docm" in told.body
    assert "devis.pdf" not in told.body


def test_no_more_files_than_allowed(thread):
    take(answer(thread, files=[(f"{n}.pdf", PDF) for n in range(8)]))
    assert Message.objects.get().files.count() == relay.MAX_FILES


def test_a_hostile_text_is_kept_as_text(thread):
    take(answer(thread, body="<script>alert(1)</script>\n"))
    assert Message.objects.get().body == "<script>alert(1)</script>"
    assert "&lt;script&gt;" in delivered()[0].alternatives[0][0]


def test_without_a_relay_the_mail_says_to_answer_on_the_site(thread, settings):
    settings.RELAY_DOMAIN = ""
    post_message(
        introduction_id=thread.introduction.pk,
        **thread.author.who,
        body="Bonjour",
        key="k",
        now=NOW,
    )
    (told,) = delivered()
    assert told.message()["Reply-To"] is None
    assert "ouvrez cette page" in told.body
    assert not RelayAddress.objects.exists()
    assert token_in("reponse+" + "0" * 32 + "@") == ""


def test_each_person_has_one_token_a_thread(thread):
    first = relay_address(introduction=thread.introduction, user=thread.author.user)
    assert relay_address(introduction=thread.introduction, user=thread.author.user) == first
    other = relay_address(introduction=thread.introduction, user=thread.baker.user)
    assert token_in(first) != token_in(other)
    assert str(thread.author.user.pk) not in first.partition("@")[0].partition("+")[2][:0] + "x"


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=600))
def test_no_bytes_break_the_reception(noise):
    assert take(noise) in set(Received)
    assert take(b"From: a@b.example\nTo: x@y.example\n" + noise) in set(Received)


def run(monkeypatch, raw, *arguments):
    stdin = io.TextIOWrapper(io.BytesIO(raw))
    monkeypatch.setattr(receive_mail.sys, "stdin", stdin)
    out = io.StringIO()
    try:
        call_command("receive_mail", *arguments, stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_the_command_exits_as_mail_servers_expect(thread, monkeypatch, settings):
    raw = answer(thread)
    assert run(monkeypatch, raw)[0] == os.EX_OK
    assert run(monkeypatch, raw, "--sender", "")[1].strip() == "ignored"
    assert run(monkeypatch, answer(thread, To="a@b.example"))[0] == os.EX_NOUSER
    assert run(monkeypatch, b"x" * (MAX_MAIL + 1))[0] == os.EX_DATAERR
    assert Message.objects.count() == 1

    def down(**kwargs):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(receive_mail, "receive", down)
        assert run(patch, raw)[0] == os.EX_TEMPFAIL
    settings.RELAY_DOMAIN = ""
    assert run(monkeypatch, raw)[0] == os.EX_CONFIG
