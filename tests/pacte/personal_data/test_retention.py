"""How long what is kept: one table, applied."""

import datetime as dt
import json

import pytest
from django.core.management import call_command

from cooperation.models import PostingContact
from pacte import retention
from pacte.models import Claim, Invitation, Notification, Organisation, OutgoingMail
from pacte.tasks import apply_retention
from tests.factories.cooperation import CooperationFactory, PostingFactory
from tests.factories.joining import ClaimFactory, InvitationFactory
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

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


class TestBegunOrganisations:
    """An organisation begun, then left: a year later, nothing of it stays."""

    def begun(self, now, days, **given):
        plain = {"draft": True, "source": retention.BEGUN}
        row = OrganisationFactory(**plain | given)
        old = ago(now, days)
        Organisation.objects.filter(pk=row.pk).update(created_at=old, updated_at=old)
        return row

    def gone(self, now, row):
        retention.apply(now=now)
        return not Organisation.objects.filter(pk=row.pk).exists()

    def test_left_for_a_year_it_goes_with_its_parts(self, now):
        row = self.begun(now, 366, kinds=["siae"])
        row.save_revision(clean=False)
        Organisation.objects.filter(pk=row.pk).update(updated_at=ago(now, 366))
        fresh = self.begun(now, 364)
        assert self.gone(now, row)
        assert Organisation.objects.filter(pk=fresh.pk).exists()

    @pytest.mark.parametrize("given", [{"source": "Annuaire"}, {"draft": False}])
    def test_what_the_staff_prepared_or_published_stays(self, now, given):
        assert not self.gone(now, self.begun(now, 4000, **given))

    def test_what_was_published_once_stays(self, now):
        row = self.begun(now, 4000)
        Organisation.objects.filter(pk=row.pk).update(first_published_at=ago(now, 3000))
        assert not self.gone(now, row)

    @pytest.mark.parametrize("status", ["waiting", "confirmed", "refused"])
    def test_while_a_claim_is_kept_it_stays(self, now, status):
        row = self.begun(now, 4000)
        ClaimFactory(organisation=row, siret="4", status=status, decided_at=ago(now, 10))
        assert not self.gone(now, row)

    def test_with_a_member_a_need_or_a_flow_it_stays(self, now):
        for attach in (
            lambda row: MembershipFactory(organisation=row),
            lambda row: PostingFactory(organisation=row),
            lambda row: CooperationFactory(giver=row),
        ):
            row = self.begun(now, 4000)
            attach(row)
            assert not self.gone(now, row)
