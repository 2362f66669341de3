"""From a SIRET to drafts: three steps, left and resumed."""

import pytest
from django.core.exceptions import PermissionDenied

from cooperation.models import Posting
from cooperation.services.starting import start_postings
from pacte.models import Claim, Membership, Organisation
from pacte.permissions import may_edit_profile, may_prepare
from pacte.services.memberships import MembershipRefused, decide
from pacte.services.onboarding import Beginning, begin
from tests.factories.joining import SIRETS, VerifiedUserFactory, manager_of
from tests.factories.pacte import CommuneFactory, OrganisationFactory
from tests.factories.people import UserFactory
from tests.pacte.registry.conftest import register  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
WELCOME, IDENTITY = "/mon-espace/bienvenue/", "/mon-espace/bienvenue/organisation/"


@pytest.fixture
def commune():
    return CommuneFactory(insee="38185", name="Grenoble")


@pytest.fixture
def user(client, commune):
    person = VerifiedUserFactory()
    client.force_login(person)
    return person


def identity(**given):
    return {
        "name": "Au Pain Fictif",
        "commune": "Grenoble (38000)",
        "naf": "10.71C",
        "email": "x@pain.example",
        **given,
    }


def begun(client):
    client.post(WELCOME, {"siret": SIRETS[0]})
    client.post(IDENTITY, identity())
    return Organisation.objects.get(siret=SIRETS[0])


def test_the_register_fills_the_second_step(client, user, register):  # noqa: F811
    register.recorded("found")
    assert client.post(WELCOME, {"siret": "732 829 320 00074"})["Location"] == IDENTITY
    html = client.get(IDENTITY).text
    assert 'value="Au Pain Fictif"' in html
    assert 'value="Grenoble (38000)"' in html
    assert 'value="10.71C"' in html
    assert "d’après l’annuaire public" in html
    client.post(IDENTITY, identity())
    made = Organisation.objects.get(siret=SIRETS[0])
    assert made.legal_form == "sas"
    assert not made.live


@pytest.mark.parametrize(
    ("recorded", "words"), [("closed", "fermé"), ("unknown", "ne connaît pas ce SIRET")]
)
def test_what_the_register_says_is_said(client, user, register, recorded, words):  # noqa: F811
    register.recorded(recorded)
    client.post(WELCOME, {"siret": SIRETS[0]})
    assert words in client.get(IDENTITY).text


def test_by_hand_when_the_register_is_silent(client, user):
    client.post(WELCOME, {"siret": SIRETS[0]})
    assert "ne répond pas" in client.get(IDENTITY).text
    response = client.post(IDENTITY, identity())
    made = Organisation.objects.get(siret=SIRETS[0])
    assert response["Location"] == f"/mon-espace/bienvenue/{made.slug}/metier/"
    claim = Claim.objects.get()
    assert (claim.organisation, claim.user, claim.email) == (made, user, "x@pain.example")
    assert not Membership.objects.exists()
    assert may_prepare(user, made)
    assert may_edit_profile(user, made)
    assert client.get(IDENTITY)["Location"] == WELCOME
    assert client.get(made.get_absolute_url()).status_code == 404


def test_it_can_be_left_and_resumed_at_every_step(client, user):
    assert "Reprendre" not in client.get(WELCOME).text
    client.post(WELCOME, {"siret": SIRETS[0]})
    assert "Reprendre" in client.get(WELCOME).text
    assert not Organisation.objects.exists()
    made = begun(client)
    html = client.get(WELCOME).text
    assert "Vous préparez déjà Au Pain Fictif" in html
    assert f"/mon-espace/bienvenue/{made.slug}/metier/" in html
    space = client.get("/mon-espace/").text
    assert "Compléter la fiche en attendant" in space
    again = client.post(WELCOME, {"siret": SIRETS[0]})
    assert again["Location"] == f"/mon-espace/bienvenue/{made.slug}/metier/"


def test_bad_input_is_told_and_writes_nothing(client, user):
    wrong = client.post(WELCOME, {"siret": "12"})
    assert wrong.status_code == 422
    assert 'value="12"' in wrong.text
    client.post(WELCOME, {"siret": SIRETS[0]})
    bad = client.post(IDENTITY, identity(commune="Nulle-Part", naf="pain", name="<b>x</b>"))
    assert bad.status_code == 422
    assert "Nulle-Part\xa0» inconnue" in bad.text
    assert "&lt;b&gt;x&lt;/b&gt;" in bad.text
    assert not Organisation.objects.exists()
    assert client.post(IDENTITY, identity(name="x" * 500)).status_code == 422


def test_a_known_number_leads_to_joining(client, user):
    OrganisationFactory(siret=SIRETS[0])
    assert client.post(WELCOME, {"siret": SIRETS[0]})["Location"] == "/mon-espace/rejoindre/"


def test_somebody_else_was_quicker(client, user):
    client.post(WELCOME, {"siret": SIRETS[0]})
    OrganisationFactory(siret=SIRETS[0], draft=True, name="Autre fictive")
    refused = client.post(IDENTITY, identity())
    assert refused.status_code == 409
    assert "demandez à rejoindre" in refused.text
    assert "Autre fictive" not in refused.text


def test_beginning_twice_is_beginning_once_and_too_often_is_refused(commune, user, now):
    def start(siret):
        told = Beginning(siret=siret, name="Fictive", commune=commune)
        return begin(told=told, email="x@pain.example", message="", user=user, now=now)

    first = start(SIRETS[0])
    assert start(SIRETS[0]) == first
    start(SIRETS[1])
    start(SIRETS[2])
    with pytest.raises(MembershipRefused):
        start(SIRETS[3])
    assert Organisation.objects.count() == 3


def test_what_a_trade_gives_and_takes_is_ticked(client, user):
    made = begun(client)
    address = f"/mon-espace/bienvenue/{made.slug}/metier/"
    html = client.get(address).text
    assert "?metier=bakery" in html
    html = client.get(f"{address}?metier=bakery").text
    assert "Pain" in html
    assert "?metier=bakery" in client.get(f"{address}?activite=xyzzyq").text
    Organisation.objects.update(naf="")
    assert "Nous ne reconnaissons pas" in client.get(f"{address}?activite=xyzzyq").text
    ticked = {"gives": ["offer:byproduct.food.bread_unsold"]}
    assert client.post(f"{address}?metier=bakery", ticked)["Location"] == "/mon-espace/"
    client.post(f"{address}?metier=bakery", ticked)
    posting = Posting.objects.get()
    assert posting.status == "draft"
    assert posting.organisation == made
    assert posting.moves.get().actor == user
    wrong = client.post(f"{address}?metier=bakery", {"gives": ["offer:gold"]})
    assert wrong.status_code == 422
    assert client.post(f"{address}?metier=bakery", {})["Location"] == "/mon-espace/"
    assert client.post(f"{address}?metier=rien", ticked).status_code == 200
    assert Posting.objects.count() == 1


def test_where_the_drafts_will_be_is_said_until_the_claim_is_confirmed(client, user):
    made = begun(client)
    address = f"/mon-espace/bienvenue/{made.slug}/metier/?metier=bakery"
    choice = client.get(address).context["form"].fields["gives"].choices
    later = "quand l’animation aura confirmé votre demande"
    client.post(address, {"gives": [choice[0][0]]})
    assert later in client.get("/mon-espace/").text
    Membership.objects.create(user=user, organisation=made)
    client.post(address, {"gives": [choice[1][0]]})
    html = client.get("/mon-espace/").text
    assert "C’est prêt" in html
    assert later not in html


def test_only_who_began_prepares(client, user):
    made = begun(client)
    pages = (
        f"/mon-espace/bienvenue/{made.slug}/metier/",
        f"/mon-espace/organisations/{made.slug}/fiche/",
    )
    for person in (VerifiedUserFactory(), manager_of(OrganisationFactory())):
        client.force_login(person)
        for page in pages:
            assert client.get(page).status_code == 404
            assert client.post(f"{page}?metier=bakery", {}).status_code == 404
    client.logout()
    assert client.get(pages[0]).status_code == 302


def test_confirmation_makes_the_manager_and_refusal_ends_the_preparation(client, user, now):
    made = begun(client)
    curator = UserFactory(curator=True)
    claim = Claim.objects.get()
    decide(claim_id=claim.pk, confirm=True, role="manager", user=curator, now=now)
    assert Membership.objects.get(user=user).role == "manager"
    assert not may_prepare(user, made)
    assert may_edit_profile(user, made)
    Membership.objects.all().delete()
    Claim.objects.update(status="refused")
    assert not may_edit_profile(user, made)


def test_somebody_who_claims_a_draft_of_others_does_not_prepare_it(client, user, now):
    made = begun(client)
    other = VerifiedUserFactory()
    Claim.objects.create(
        user=other, organisation=made, siret=made.siret, email=other.email, created_at=now
    )
    assert not may_prepare(other, made)


def test_a_rival_draft_is_told(commune, user, now, monkeypatch):
    """Somebody writes the same number between the look and the write."""
    monkeypatch.setattr(
        Organisation,
        "full_clean",
        lambda row, **options: Organisation(name="R", slug="r", siret=SIRETS[0]).save(),
    )
    told = Beginning(siret=SIRETS[0], name="Fictive", commune=commune)
    with pytest.raises(MembershipRefused, match="vient de préparer"):
        begin(told=told, email="x@pain.example", message="", user=user, now=now)
    assert not Claim.objects.exists()


def test_a_free_address_is_said_to_be_slower(client, user):
    client.post(WELCOME, {"siret": SIRETS[0]})
    client.post(IDENTITY, identity(email="x@gmail.com"))
    assert "cela prend plus de temps" in client.get("/mon-espace/").text


def test_the_service_of_drafts_checks_who_asks(client, user, now):
    made = begun(client)
    with pytest.raises(PermissionDenied):
        start_postings(organisation=made, chosen=[], user=VerifiedUserFactory(), now=now)


def test_the_draft_profile_is_edited_while_it_waits(client, user):
    made = begun(client)
    page = f"/mon-espace/organisations/{made.slug}/fiche/"
    base = Organisation.objects.get().latest_revision_id
    client.post(page, {"base": base, "summary": "Du pain.", "commune": "Grenoble"})
    html = client.get(page).text
    assert "paraîtra quand l’animation" in html
    assert 'value="Du pain."' in html
