"""The queue: servers that refuse, hang or are down; tried again, given up, emptied, forgotten."""

import datetime as dt
import smtplib
import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pacte.models import OutgoingMail
from pacte.services import mail_queue
from pacte.services.mail import post
from pacte.services.mail_queue import (
    DOWN,
    KEPT,
    LEASE,
    LONGEST_DELAY,
    TRIED_FOR,
    delay_after,
    forget_old,
    message_id,
    send_one,
    send_waiting,
    try_given_up_again,
)
from tests.services import free_port

NOW = timezone.now() + dt.timedelta(hours=1)
"""Later than whatever the tests write, and far less than a day."""

SMTP = "django.core.mail.backends.smtp.EmailBackend"
SECOND = dt.timedelta(seconds=1)


def write(number=1, **fields):
    return post(to=f"p{number}@pacte.example", subject="Objet", text="Canari", **fields)


def failing(monkeypatch, error):
    tried = []

    def refuse(self, messages):
        tried.append(messages[0].to[0])
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    return tried


def again(row):
    return OutgoingMail.objects.get(pk=row.pk)


@pytest.mark.django_db
def test_what_was_sent_keeps_no_text():
    row = write(html="<p>Canari</p>", headers={"X-Canari": "1"}, key="k")
    assert send_waiting(now=NOW).sent == 1
    row = again(row)
    assert (row.text, row.html, row.headers, row.next_try_at) == ("", "", {}, None)
    assert row.attempts == 1
    assert row.sent_at >= NOW


@pytest.mark.django_db
def test_a_failure_waits_longer_each_time_and_ends(monkeypatch):
    row = write()
    failing(monkeypatch, ConnectionRefusedError())
    moment, waits = NOW, []
    while (due := again(row).next_try_at) is not None:
        waits.append(due - moment)
        moment = due + SECOND
        send_waiting(now=moment)
    assert waits[1:9] == sorted(waits[1:9])
    assert waits[1] < waits[8]
    assert max(waits) <= LONGEST_DELAY + SECOND
    assert -LONGEST_DELAY <= moment - row.created_at - TRIED_FOR <= dt.timedelta()
    row = again(row)
    assert row.sent_at is None
    assert row.error == "ConnectionRefusedError"
    assert row.text == "Canari"
    monkeypatch.undo()
    assert send_waiting(now=moment + TRIED_FOR).sent == 0
    assert try_given_up_again(now=moment) == 1
    assert send_waiting(now=moment).sent == 1


@given(st.integers(1, 500))
def test_the_delay_doubles_up_to_a_ceiling(attempts):
    assert delay_after(attempts) <= delay_after(attempts + 1) <= LONGEST_DELAY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "is_over"),
    [
        (smtplib.SMTPRecipientsRefused({"p1@pacte.example": (550, b"inconnu")}), True),
        (smtplib.SMTPRecipientsRefused({"p1@pacte.example": (451, b"plus tard")}), False),
        (smtplib.SMTPRecipientsRefused({}), False),
        (smtplib.SMTPDataError(554, b"p1@pacte.example"), True),
        (smtplib.SMTPDataError(452, b"plein"), False),
        (smtplib.SMTPAuthenticationError(535, b"p1@pacte.example"), False),
        (smtplib.SMTPSenderRefused(550, b"non", "x@y.example"), False),
        (UnicodeEncodeError("ascii", "é", 0, 1, "non"), True),
        (TimeoutError(), False),
    ],
)
def test_a_refusal_for_good_is_given_up_at_once_and_no_address_noted(
    monkeypatch, caplog, error, is_over
):
    row = write()
    failing(monkeypatch, error)
    report = send_waiting(now=NOW)
    assert (report.given_up, report.failed) == ((1, 0) if is_over else (0, 1))
    assert (again(row).next_try_at is None) is is_over
    assert "pacte.example" not in again(row).error + caplog.text
    assert type(error).__name__ in caplog.text


@pytest.mark.django_db
def test_one_refused_address_does_not_stop_the_others(monkeypatch):
    for number in range(8):
        write(number)
    genuine = EmailBackend.send_messages

    def refuse_some(self, messages):
        if int(messages[0].to[0][1]) < 5:
            raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"")})
        return genuine(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_some)
    report = send_waiting(now=NOW)
    assert (report.sent, report.given_up, report.left) == (3, 5, 0)


@pytest.mark.django_db
def test_a_server_that_is_down_is_not_asked_for_each_message(monkeypatch):
    for number in range(8):
        write(number)
    tried = failing(monkeypatch, TimeoutError())
    report = send_waiting(now=NOW)
    assert (len(tried), report.failed, report.left) == (3, 3, 5)
    assert OutgoingMail.objects.filter(attempts=0).count() == 5
    monkeypatch.undo()
    assert send_waiting(now=NOW + LEASE).sent == 8


@pytest.mark.django_db
def test_a_server_that_takes_nothing_has_sent_nothing(monkeypatch):
    row = write()
    monkeypatch.setattr(EmailBackend, "send_messages", lambda *_: 0)
    assert send_waiting(now=NOW).failed == 1
    assert again(row).sent_at is None


@pytest.mark.django_db
def test_a_crash_between_the_claim_and_the_sending_is_sent_after_the_lease(monkeypatch):
    row = write()
    failing(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        send_waiting(now=NOW)
    monkeypatch.undo()
    assert send_waiting(now=NOW + LEASE - 2 * SECOND).sent == 0
    assert send_waiting(now=NOW + LEASE + SECOND).sent == 1
    assert again(row).attempts == 2


@pytest.mark.django_db
def test_a_crash_before_the_mark_sends_a_duplicate_that_can_be_recognised(monkeypatch):
    row = write()
    sent = []
    monkeypatch.setattr(EmailBackend, "send_messages", lambda _self, m: sent.extend(m) or 1)
    send_waiting(now=NOW)
    OutgoingMail.objects.filter(pk=row.pk).update(
        sent_at=None, next_try_at=NOW + LEASE, text="Canari"
    )  # as if the mark had not been written
    send_waiting(now=NOW + LEASE)
    first, second = (message.message()["Message-ID"] for message in sent)
    assert first == second == message_id(row)
    assert first.endswith("@pacte-economique.example>")


@pytest.mark.django_db
def test_a_message_under_way_is_not_sent_by_another(monkeypatch):
    row, inner = write(), []

    def slow(self, messages):
        inner.append(send_waiting(now=NOW + SECOND).sent)
        inner.append(send_one(mail_id=row.pk, now=NOW + SECOND))
        return 1

    monkeypatch.setattr(EmailBackend, "send_messages", slow)
    assert send_waiting(now=NOW).sent == 1
    assert inner == [0, "taken"]


@pytest.mark.django_db
def test_old_messages_are_forgotten_but_not_their_keys():
    keyed, plain, waiting = write(1, key="k"), write(2), None
    send_waiting(now=NOW)
    waiting = write(3)
    assert forget_old(now=NOW + KEPT) == 0
    assert forget_old(now=NOW + KEPT + 60 * SECOND) == 2
    assert not OutgoingMail.objects.filter(pk=plain.pk).exists()
    assert (again(keyed).to, again(keyed).subject) == ("", "")
    assert again(waiting).text == "Canari"
    assert forget_old(now=NOW + KEPT + 60 * SECOND) == 0
    assert post(to="p1@pacte.example", subject="O", text="T", key="k").sent_at


def refused_port():
    return {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": free_port()}


@pytest.mark.django_db
def test_a_socket_that_refuses_breaks_no_request(django_capture_on_commit_callbacks):
    with override_settings(**refused_port()), django_capture_on_commit_callbacks(execute=True):
        rows = [write(number) for number in range(3)]
    assert [again(row).attempts for row in rows] == [1, 0, 0]
    assert cache.get(DOWN)
    assert send_waiting(now=NOW + dt.timedelta(days=3_000)).sent == 3
    assert {message.to[0] for message in mail.outbox} == {row.to for row in rows}


@pytest.mark.django_db
def test_a_server_that_hangs_is_left_in_bounded_time(
    black_hole,
    monkeypatch,
    django_capture_on_commit_callbacks,
):
    monkeypatch.setattr(mail_queue, "HURRIED_SECONDS", 0.2)
    port = int(black_hole.rpartition(":")[2])
    hole = {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port}
    with override_settings(EMAIL_TIMEOUT=0.2, **hole):
        started = time.monotonic()
        with django_capture_on_commit_callbacks(execute=True):
            row = write()
        assert send_waiting(now=NOW + dt.timedelta(days=3_000)).failed == 0
        assert time.monotonic() - started < 5
    assert again(row).error in {"TimeoutError", "SMTPServerDisconnected"}
