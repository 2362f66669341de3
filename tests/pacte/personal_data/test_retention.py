"""How long what is kept: one table, applied."""

import datetime as dt
import json

import pytest
from django.core.management import call_command

from cooperation.models import PostingContact
from pacte import retention
from pacte.models import Claim, Invitation, Notification, OutgoingMail
from pacte.tasks import apply_retention
from tests.factories.cooperation import PostingFactory
from tests.factories.joining import ClaimFactory, InvitationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def ago(now, days):
    return now - dt.timedelta(days=days)


def test_every_rule_says_what_and_why_and_selects():
    for rule in retention.rules():
        assert str(rule.what)
        assert str(rule.why).endswith(".")
        assert rule.days > 0
        assert retention.due(rule, now=dt.datetime.now(dt.UTC)).count() == 0
    assert {"invitations", "claims", "sent-mails", "posting-contacts", "drafts"} <= {
        rule.code for rule in retention.rules()
    }


def test_what_is_due_goes_and_the_rest_stays(now):
    kept = InvitationFactory(created_at=ago(now, 80))
    InvitationFactory(created_at=ago(now, 120))
    ClaimFactory(organisation=None, siret="1", status="refused", decided_at=ago(now, 366))
    ClaimFactory(organisation=None, siret="2", status="refused", decided_at=ago(now, 300))
    ClaimFactory(organisation=None, siret="3", created_at=ago(now, 4000))
    for days in (29, 31):
        OutgoingMail.objects.create(
            to="x@pacte.example", created_at=ago(now, 50), sent_at=ago(now, days)
        )
    OutgoingMail.objects.create(
        key="told", to="x@pacte.example", created_at=ago(now, 50), sent_at=ago(now, 31)
    )
    user = UserFactory()
    for key, read in (("read", ago(now, 181)), ("fresh", None)):
        Notification.objects.create(
            recipient=user,
            kind="posting",
            key=key,
            subject="s",
            rhythm="none",
            created_at=ago(now, 200),
            read_at=read,
        )
    would = retention.apply(now=now, dry_run=True)
    assert Invitation.objects.count() == 2
    assert retention.apply(now=now) == would
    assert Invitation.objects.get() == kept
    assert list(Claim.objects.values_list("siret", flat=True).order_by("siret")) == ["2", "3"]
    assert OutgoingMail.objects.count() == 2
    assert OutgoingMail.objects.filter(key="told").exists()  # forgotten, it could be sent again
    assert Notification.objects.get().key == "fresh"
    assert set(retention.apply(now=now).values()) == {0}


def test_the_contacts_of_closed_postings_go(now):
    for status in ("published", "expired"):
        posting = PostingFactory(status=status)
        PostingContact.objects.create(posting=posting, name="X", email="x@pacte.example")
    retention.apply(now=dt.datetime.now(dt.UTC) + dt.timedelta(days=91))
    assert PostingContact.objects.get().posting.status == "published"


def test_a_batch_at_a_time(now, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    InvitationFactory.create_batch(5, created_at=ago(now, 365))
    assert retention.apply(now=now)["invitations"] == 5


def test_the_task_deletes_once():
    InvitationFactory(created_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert apply_retention.call()["invitations"] == 1
    assert apply_retention.call()["invitations"] == 0


def test_the_command(capsys):
    InvitationFactory(created_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    call_command("apply_retention", "--dry-run", "--json")
    assert json.loads(capsys.readouterr().out)["invitations"] == 1
    call_command("apply_retention")
    assert "1  Invitations" in capsys.readouterr().out
    assert not Invitation.objects.exists()
