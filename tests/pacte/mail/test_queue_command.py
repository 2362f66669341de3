"""What those who watch over the site see of the queue."""

import datetime as dt
import os
import signal
import threading
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from pacte.management.commands import send_mail_queue
from pacte.models import OutgoingMail
from pacte.selectors.mail import mail_queue
from pacte.services.mail import post
from pacte.services.mail_queue import SendReport
from pacte.services.reference import load_reference
from tests.factories.people import UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db


def write(hours=0, **fields):
    row = post(to="a@pacte.example", subject="Objet", text="Texte")
    if hours or fields:
        old = timezone.now() - dt.timedelta(hours=hours)
        OutgoingMail.objects.filter(pk=row.pk).update(created_at=old, **fields)
    return row


def run(*arguments):
    out = StringIO()
    call_command("send_mail_queue", *arguments, stdout=out)
    assert "pacte.example" not in out.getvalue()
    return plain(out.getvalue())


def test_one_run_sends_and_tells(mailoutbox):
    write()
    assert "Envoyés : 1" in run()
    assert len(mailoutbox) == 1


def test_the_state_is_told_without_sending(mailoutbox, django_assert_num_queries):
    write()
    write(hours=2)
    write(next_try_at=None)
    with django_assert_num_queries(1):
        told = run("--status")
    assert "En attente : 2, dont depuis plus d’une heure : 1 ; abandonnés en tout : 1." in told
    assert mailoutbox == []
    assert mail_queue(now=timezone.now()).oldest is not None


def test_what_was_given_up_is_taken_up_again(mailoutbox):
    write(next_try_at=None, error="SMTPRecipientsRefused 550")
    assert "Messages repris : 1" in run("--retry-given-up")
    assert len(mailoutbox) == 1


def test_a_run_that_leaves_messages_fails_the_command(monkeypatch):
    def refuse(*args):
        raise ConnectionRefusedError

    write()
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with pytest.raises(CommandError, match="1"):
        run()


def test_following_ends_at_a_signal(monkeypatch):
    runs = []

    def send(now):
        runs.append(now)
        if len(runs) == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        return SendReport(sent=1, failed=0, given_up=0, left=0)

    assert threading.current_thread() is threading.main_thread()
    kept = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    monkeypatch.setattr(send_mail_queue, "send_waiting", send)
    monkeypatch.setattr(send_mail_queue, "close_old_connections", lambda: None)
    try:
        assert run("--follow", "--every", "0.01").count("Envoyés : 1") == 2
    finally:
        for number, handler in zip((signal.SIGTERM, signal.SIGINT), kept, strict=True):
            signal.signal(number, handler)


def test_a_check_warns_of_what_waits_and_of_what_was_given_up():
    def told():
        return {message.id for message in run_checks(databases=["default"])}

    assert not {"pacte.W001", "pacte.W002"} & told()
    write(hours=2)
    write(next_try_at=None)
    assert {"pacte.W001", "pacte.W002"} <= told()
    assert not {"pacte.W001", "pacte.W002"} & {message.id for message in run_checks()}


@pytest.mark.parametrize(
    ("domain", "is_wrong"),
    [("", False), ("relais.pacte.example", False), ("https://x.example/", True), ("a@b.c", True)],
)
def test_a_check_refuses_a_malformed_domain_of_the_relay(settings, domain, is_wrong):
    settings.RELAY_DOMAIN = domain
    assert ("pacte.E001" in {message.id for message in run_checks()}) is is_wrong


@pytest.mark.parametrize("administrator", [True, False])
def test_the_staff_see_what_does_not_leave(client, administrator):
    load_reference()
    client.force_login(
        UserFactory(administrator=True) if administrator else UserFactory(curator=True)
    )
    assert "Courriels en souffrance" not in client.get("/admin/").text
    write(hours=2)
    row = write(next_try_at=None, error="SMTPRecipientsRefused 550")
    page = plain(client.get("/admin/").text)
    assert "1 message attend depuis plus d’une heure" in page
    assert f"n° {row.pk}" in page
    assert "SMTPRecipientsRefused 550" in page
    assert ("a@pacte.example" in page) is administrator
