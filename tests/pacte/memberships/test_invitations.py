"""Inviting, sending again, withdrawing, answering."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from pacte.models import Invitation, Membership, OutgoingMail
from pacte.services import memberships
from pacte.services.memberships import MembershipRefused, inviting
from tests.factories.joining import InvitationFactory, VerifiedUserFactory, member_of
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def invite(organisation, manager, now, email="nouvelle@pacte.example", role="member"):
    return memberships.invite(
        organisation=organisation, email=email, role=role, user=manager, now=now
    )


def test_an_invitation_is_written_sent_and_remembered(organisation, manager, now):
    invitation = invite(organisation, manager, now, " Nouvelle@Pacte.example ")
    assert invitation.email == "nouvelle@pacte.example"
    assert invitation.expires_at == now + 14 * DAY
    mail = OutgoingMail.objects.get()
    assert mail.to == "nouvelle@pacte.example"
    assert f"/invitations/{invitation.token}/" in mail.text
    assert "Gérante Fictive vous invite à agir pour Atelier fictif" in mail.text
    assert "29 juin 2026" in mail.text
    log = ModelLogEntry.objects.get(action="pacte.invite")
    assert log.user == manager
    assert "nouvelle" not in str(log.data)


def test_only_managers_and_staff_invite(organisation, now):
    for user in (UserFactory(), member_of(organisation), member_of(OrganisationFactory())):
        with pytest.raises(PermissionDenied):
            invite(organisation, user, now)
    assert invite(organisation, UserFactory(curator=True), now)


def test_an_address_that_is_none_is_refused(organisation, manager, now):
    with pytest.raises(ValidationError):
        invite(organisation, manager, now, "pas une adresse")
    with pytest.raises(ValidationError):
        invite(organisation, manager, now, role="admin")


def test_a_member_is_not_invited_again(organisation, manager, now):
    member_of(organisation, email="deja@pacte.example")
    with pytest.raises(MembershipRefused, match="agit déjà"):
        invite(organisation, manager, now, "Deja@pacte.example")


def test_an_address_is_invited_once_at_a_time(organisation, manager, now):
    first = invite(organisation, manager, now)
    with pytest.raises(MembershipRefused, match="déjà invitée"):
        invite(organisation, manager, now + HOUR)
    again = invite(organisation, manager, now + 15 * DAY)
    first.refresh_from_db()
    assert first.withdrawn_at
    assert again.pk != first.pk


@pytest.mark.parametrize(("limit", "words"), [("MOST_OPEN", "attendent"), ("MOST_A_DAY", "demain")])
def test_invitations_are_counted(organisation, manager, now, monkeypatch, limit, words):
    monkeypatch.setattr(inviting, limit, 2)
    for number in range(2):
        invite(organisation, manager, now, f"n{number}@pacte.example")
    with pytest.raises(MembershipRefused, match=words):
        invite(organisation, manager, now + HOUR, "n3@pacte.example")
    if limit == "MOST_A_DAY":
        assert invite(organisation, manager, now + 2 * DAY, "n3@pacte.example")


def test_sending_again_prolongs_and_waits_an_hour(organisation, manager, now):
    invitation = invite(organisation, manager, now)
    given = {"invitation_id": invitation.pk, "organisation": organisation, "user": manager}
    with pytest.raises(MembershipRefused, match="attendez une heure"):
        memberships.resend(**given, now=now + HOUR / 2)
    memberships.resend(**given, now=now + HOUR)
    invitation.refresh_from_db()
    assert invitation.expires_at == now + HOUR + 14 * DAY
    assert OutgoingMail.objects.count() == 2
    memberships.withdraw(**given, now=now + HOUR)
    memberships.withdraw(**given, now=now + HOUR)
    assert ModelLogEntry.objects.filter(action="pacte.withdraw_invitation").count() == 1
    with pytest.raises(MembershipRefused, match="n’attend plus"):
        memberships.resend(**given, now=now + 3 * HOUR)


def test_the_invitation_of_others_is_not_found(organisation, manager, now):
    other = InvitationFactory()
    for act in (memberships.resend, memberships.withdraw):
        with pytest.raises(MembershipRefused, match="n’existe plus"):
            act(invitation_id=other.pk, organisation=organisation, user=manager, now=now)
        with pytest.raises(PermissionDenied):
            act(
                invitation_id=other.pk,
                organisation=other.organisation,
                user=manager,
                now=now,
            )


def test_accepting_makes_a_member_once_and_tells_the_managers(organisation, manager, now, told):
    user = VerifiedUserFactory(email="Nouvelle@pacte.example", first_name="N", last_name="Fictive")
    invitation = invite(organisation, manager, now, role="manager")
    first = memberships.accept(invitation=invitation, user=user, now=now)
    again = memberships.accept(invitation=invitation, user=user, now=now)
    assert first == again
    assert first.role == "manager"
    (notice,) = told.values()
    assert list(notice["recipients"]) == [manager]
    assert notice["subject"] == "N Fictive a rejoint Atelier fictif"
    with pytest.raises(MembershipRefused, match="vient d’être acceptée"):
        memberships.withdraw(
            invitation_id=invitation.pk, organisation=organisation, user=manager, now=now
        )


def test_the_invited_address_must_be_proven(organisation, manager, now):
    invitation = invite(organisation, manager, now)
    user = UserFactory(email="nouvelle@pacte.example")
    EmailAddress.objects.create(user=user, email=user.email, verified=False)
    for person in (user, VerifiedUserFactory()):
        with pytest.raises(MembershipRefused, match=r"n…@pacte\.example"):
            memberships.accept(invitation=invitation, user=person, now=now)
        with pytest.raises(MembershipRefused):
            memberships.decline(invitation=invitation, user=person, now=now)
    assert Membership.objects.filter(organisation=organisation).count() == 1


def test_a_member_who_accepts_as_a_manager_becomes_one(organisation, manager, now):
    user = member_of(organisation)
    invitation = InvitationFactory(
        organisation=organisation, email=user.email, role="manager", created_at=now
    )
    assert memberships.accept(invitation=invitation, user=user, now=now).role == "manager"
    lower = InvitationFactory(organisation=organisation, email=user.email, created_at=now)
    assert memberships.accept(invitation=lower, user=user, now=now).role == "manager"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"withdrawn_at": 1}, "retirée"),
        ({"accepted_at": 1}, "déjà servi"),
        ({"expires_at": 1}, "n’est plus valable"),
    ],
)
def test_a_closed_invitation_says_why(organisation, now, change, words):
    user = VerifiedUserFactory()
    invitation = InvitationFactory(organisation=organisation, email=user.email, created_at=now)
    Invitation.objects.filter(pk=invitation.pk).update(**dict.fromkeys(change, now))
    with pytest.raises(MembershipRefused, match=words):
        memberships.accept(invitation=invitation, user=user, now=now)
    assert not Membership.objects.exists()


def test_declining_closes_the_invitation(organisation, now):
    user = VerifiedUserFactory()
    invitation = InvitationFactory(organisation=organisation, email=user.email, created_at=now)
    memberships.decline(invitation=invitation, user=user, now=now)
    memberships.decline(invitation=invitation, user=user, now=now)
    with pytest.raises(MembershipRefused, match="retirée"):
        memberships.accept(invitation=invitation, user=user, now=now)


def test_a_rival_invitation_is_told(organisation, manager, now, monkeypatch):
    """Two managers at once: the base refuses the second (see test_races for real threads)."""
    invite(organisation, manager, now)
    monkeypatch.setattr(inviting, "_check", lambda *args: None)
    with pytest.raises(MembershipRefused, match="déjà invitée"):
        invite(organisation, manager, now)
