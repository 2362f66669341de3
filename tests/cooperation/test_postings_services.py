import datetime as dt
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from cooperation.models import Posting, PostingContact, PostingMove
from cooperation.services.postings import create_posting, deposit_posting, edit_posting
from pacte.models import Organisation
from pacte.services.organisations import NewOrganisation
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import CommuneFactory, LabelFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.mail import delivered

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
CANARY = "canari-contact@prive.example"
SIRET = "35600000000048"


def posting(**values):
    base = {
        "direction": "offer",
        "resource": "byproduct.food.bread_unsold",
        "title": "Pain du soir",
        "quantity": Decimal(20),
        "unit": "kg",
        "period": "week",
    }
    return Posting(**(base | values))


def contact():
    return PostingContact(name="Contact fictif", email=CANARY, phone="04 00 00 00 00")


def deposit(row, new=None, user=None):
    return deposit_posting(
        posting=row, contact=contact(), new_organisation=new, user=user or AnonymousUser(), now=NOW
    )


def test_a_member_drafts_for_its_organisation_only():
    member = MembershipFactory()
    row = create_posting(
        posting=posting(organisation=member.organisation), user=member.user, now=NOW
    )
    assert row.status == "draft"
    assert [(m.source, m.target, m.actor) for m in row.moves.all()] == [("", "draft", member.user)]
    assert row.revisions.count() == 1
    with pytest.raises(PermissionDenied):
        create_posting(
            posting=posting(organisation=OrganisationFactory()), user=member.user, now=NOW
        )
    assert Posting.objects.count() == 1


def test_a_state_cannot_be_smuggled_in():
    curator = UserFactory(curator=True)
    forged = posting(
        organisation=OrganisationFactory(), status="published", published_on=dt.date(2020, 1, 1)
    )
    row = create_posting(posting=forged, user=curator, now=NOW)
    assert (row.status, row.published_on) == ("draft", None)


def test_labels_are_saved_with_the_posting():
    row = posting(organisation=OrganisationFactory())
    row.labels = [LabelFactory(code="bio")]
    create_posting(posting=row, user=UserFactory(curator=True), now=NOW)
    assert [label.code for label in Posting.objects.get().labels.all()] == ["bio"]


def test_a_visitor_deposits_for_a_new_organisation(django_capture_on_commit_callbacks, mailoutbox):
    UserFactory(curator=True, email="animation@pacte.example")
    new = NewOrganisation(
        name="Fournil fictif", siret="356 000 000 00048", commune=CommuneFactory()
    )
    with django_capture_on_commit_callbacks(execute=True):
        row = deposit(posting(), new)
    row.refresh_from_db()
    assert row.status == "submitted"
    assert [move.target for move in row.moves.all()] == ["draft", "submitted"]
    assert (row.organisation.name, row.organisation.live) == ("Fournil fictif", False)
    assert row.organisation.siret == SIRET
    assert row.organisation.revisions.count() == 1
    assert row.contact.email == CANARY
    (mail,) = mailoutbox
    assert mail.to == ["animation@pacte.example"]
    assert "Pain du soir" in mail.subject
    assert f"/edit/{row.pk}/" in mail.body
    assert CANARY not in mail.body + mail.subject


def test_a_known_siret_is_linked_and_never_overwritten():
    known = OrganisationFactory(siret=SIRET, name="La vraie")
    row = deposit(posting(), NewOrganisation(name="Une autre", siret=SIRET))
    assert row.organisation == known
    known.refresh_from_db()
    assert known.name == "La vraie"
    assert Organisation.objects.count() == 1


def test_a_title_on_several_lines_makes_no_other_mail_header(
    django_capture_on_commit_callbacks, mailoutbox
):
    UserFactory(administrator=True)
    with django_capture_on_commit_callbacks(execute=True):
        deposit(posting(title="Pain\nBcc: tous@pacte.example", organisation=OrganisationFactory()))
    assert "\n" not in mailoutbox[0].subject


def test_a_dead_mail_server_loses_no_posting(django_capture_on_commit_callbacks, monkeypatch):
    def down(*args, **kwargs):
        raise OSError("mail is down")

    curator = UserFactory(curator=True)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", down)
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            deposit(posting(organisation=OrganisationFactory()))
    assert len(callbacks) == 1
    assert Posting.objects.get().status == "submitted"
    assert [mail.to for mail in delivered()] == [[curator.email]]


def test_nothing_is_half_written():
    bad = posting(ends_on=dt.date(2026, 1, 1), starts_on=dt.date(2026, 2, 1))
    with pytest.raises(ValidationError):
        deposit(bad, NewOrganisation(name="Fournil fictif"))
    assert not Posting.objects.exists()
    assert not Organisation.objects.exists()
    assert not PostingMove.objects.exists()


def test_a_bad_contact_undoes_the_rest():
    with pytest.raises(ValidationError):
        deposit_posting(
            posting=posting(),
            contact=PostingContact(name="", email="pas une adresse"),
            new_organisation=NewOrganisation(name="Fournil fictif"),
            user=AnonymousUser(),
            now=NOW,
        )
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("status", "allowed"), [("draft", True), ("changes_asked", True), ("published", False)]
)
def test_members_edit_before_moderation_only(status, allowed):
    row = PostingFactory(status=status)
    member = MembershipFactory(organisation=row.organisation).user
    row.title = "Autre titre"
    if allowed:
        edit_posting(posting=row, user=member)
    else:
        with pytest.raises(PermissionDenied):
            edit_posting(posting=row, user=member)
    stored = Posting.objects.get(pk=row.pk)
    assert (stored.title == "Autre titre") is allowed


def test_editing_never_moves_and_a_stolen_organisation_gives_no_right():
    row = PostingFactory(status="draft")
    stranger = MembershipFactory()
    row.organisation = stranger.organisation
    with pytest.raises(PermissionDenied):
        edit_posting(posting=row, user=stranger.user)
    row = Posting.objects.get(pk=row.pk)
    row.status = "published"
    edit_posting(posting=row, user=UserFactory(curator=True))
    assert Posting.objects.get(pk=row.pk).status == "draft"
    assert row.revisions.count() == 1


def test_the_command_says_how_many_expired(capsys):
    PostingFactory(ends_on=dt.date(2020, 1, 1))
    call_command("expire_postings")
    assert capsys.readouterr().out.startswith("1 annonce expirée.\nRappels envoyés : 0.\n")
