"""Claims: asked for, taken back, decided once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pacte.models import Claim, Membership
from pacte.services import memberships
from pacte.services.memberships import MembershipRefused, claims
from tests.factories.joining import SIRETS, ClaimFactory, VerifiedUserFactory, manager_of, member_of
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Atelier fictif", siret=SIRETS[0])


def ask(user, now, siret=SIRETS[0], email="x@atelier.example"):
    return memberships.claim(siret=siret, email=email, message=" Bonjour ", user=user, now=now)


def test_a_claim_waits_and_the_staff_are_told(organisation, now, told):
    curator, user = UserFactory(curator=True), UserFactory()
    row = ask(user, now, "732 829 320 00074")
    assert row.organisation == organisation
    assert row.message == "Bonjour"
    assert ask(user, now) == row
    (notice,) = told.values()
    assert list(notice["recipients"]) == [curator]
    assert str(notice["kind"]) == "moderation"


def test_bad_numbers_and_addresses_are_refused(now):
    with pytest.raises(ValueError, match="123"):
        ask(UserFactory(), now, "123")
    with pytest.raises(ValidationError):
        ask(UserFactory(), now, email="rien")


def test_a_member_has_nothing_to_claim(organisation, now):
    with pytest.raises(MembershipRefused, match="déjà pour cette organisation"):
        ask(member_of(organisation), now)


def test_claims_are_counted(now, monkeypatch):
    user = UserFactory()
    for siret in SIRETS[:3]:
        ask(user, now, siret)
    with pytest.raises(MembershipRefused, match="attendent déjà"):
        ask(user, now, SIRETS[3])
    monkeypatch.setattr(claims, "MOST_A_DAY", 3)
    Claim.objects.filter(user=user).update(status="withdrawn")
    with pytest.raises(MembershipRefused, match="24 heures"):
        ask(user, now, SIRETS[3])
    assert ask(user, now + dt.timedelta(days=2), SIRETS[3])


def test_a_claim_is_taken_back_by_its_author_only(now):
    row = ClaimFactory()
    with pytest.raises(MembershipRefused):
        memberships.withdraw_claim(claim_id=row.pk, user=UserFactory(), now=now)
    memberships.withdraw_claim(claim_id=row.pk, user=row.user, now=now)
    memberships.withdraw_claim(claim_id=row.pk, user=row.user, now=now)
    with pytest.raises(MembershipRefused, match="entre-temps"):
        decide(row, UserFactory(curator=True), now)
    assert not Membership.objects.exists()


def decide(row, user, now, **options):
    return memberships.decide(claim_id=row.pk, user=user, now=now, **{"confirm": True, **options})


def test_confirming_makes_a_member_and_tells_everybody_concerned(organisation, now, told):
    manager = manager_of(organisation)
    row = ClaimFactory(organisation=organisation, siret=organisation.siret)
    with pytest.raises(PermissionDenied):
        decide(row, manager, now)
    decide(row, UserFactory(curator=True), now, role="manager", note="Bienvenue.")
    assert Membership.objects.get(user=row.user).role == "manager"
    claimant = told[f"claim-decided-{row.pk}"]
    assert claimant["recipients"] == [row.user]
    assert "Bienvenue." in claimant["body"]
    assert "confirmé" in claimant["body"]
    others = next(notice for key, notice in told.items() if key.startswith("joined-"))
    assert list(others["recipients"]) == [manager]


def test_refusing_takes_a_word(now, told):
    row, curator = ClaimFactory(), UserFactory(curator=True)
    with pytest.raises(MembershipRefused, match="Dites pourquoi"):
        decide(row, curator, now, confirm=False, note="  ")
    with pytest.raises(MembershipRefused, match="trop long"):
        decide(row, curator, now, note="x" * 2001)
    decide(row, curator, now, confirm=False, note="Adresse inconnue de l’organisation.")
    assert not Membership.objects.exists()
    assert "Adresse inconnue" in told[f"claim-decided-{row.pk}"]["body"]
    with pytest.raises(MembershipRefused, match="entre-temps"):
        decide(row, curator, now)
    with pytest.raises(MembershipRefused, match="n’existe plus"):
        memberships.decide(claim_id=0, confirm=True, user=curator, now=now)


def test_a_claim_without_profile_waits_for_one(now):
    row = ClaimFactory(organisation=None, siret=SIRETS[1])
    curator = UserFactory(curator=True)
    with pytest.raises(MembershipRefused, match="Aucune fiche"):
        decide(row, curator, now)
    made = OrganisationFactory(siret=SIRETS[1])
    decide(row, curator, now)
    assert Membership.objects.get(user=row.user).organisation == made


def test_somebody_invited_meanwhile_keeps_their_role(organisation, now, told):
    user = VerifiedUserFactory()
    row = ClaimFactory(user=user, organisation=organisation, siret=organisation.siret)
    Membership.objects.create(user=user, organisation=organisation, role="manager")
    decide(row, UserFactory(curator=True), now, role="member")
    assert Membership.objects.get(user=user).role == "manager"
    assert not [key for key in told if key.startswith("joined-")]


def test_a_double_click_finds_the_first_claim(now, monkeypatch):
    """The other request writes between the look and the write (see test_races)."""
    user = UserFactory()
    first = Claim(user=user, siret=SIRETS[0], email="x@atelier.example", created_at=now)
    monkeypatch.setattr(Claim, "full_clean", lambda row, **options: first.save())
    assert ask(user, now) == first
    assert Claim.objects.count() == 1
