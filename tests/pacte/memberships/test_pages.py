"""The pages of the members, of invitations and of claims, as everybody sees them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pacte.models import Claim, Invitation, Membership
from pacte.services.memberships import inviting
from tests.factories.joining import (
    SIRETS,
    ClaimFactory,
    InvitationFactory,
    VerifiedUserFactory,
    manager_of,
    member_of,
)
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
MEMBERS = "/mon-espace/organisations/atelier-fictif/membres/"
JOIN = "/mon-espace/rejoindre/"
MOST = 16
"""Queries of a page, the header included."""


@pytest.fixture
def managing(client, manager):
    client.force_login(manager)
    return client


def test_a_stranger_is_told_nothing(client, organisation, manager):
    assert client.get(MEMBERS)["Location"] == f"/connexion/?next={MEMBERS}"
    for user in (UserFactory(), member_of(OrganisationFactory())):
        client.force_login(user)
        for method in (client.get, client.post):
            assert method(MEMBERS).status_code == 404
        assert client.post(f"{MEMBERS}1/retirer/").status_code == 404
        assert client.get("/mon-espace/organisations/rien/membres/").status_code == 404


def test_a_member_sees_but_does_not_manage(client, organisation, manager):
    invitation = InvitationFactory(organisation=organisation)
    client.force_login(member_of(organisation))
    response = client.get(MEMBERS)
    assert "no-store" in response["Cache-Control"]
    assert "Gérante Fictive" in response.text
    assert manager.email not in response.text
    nameless = member_of(organisation)
    assert nameless.email not in client.get(MEMBERS).text
    assert invitation.email not in response.text
    assert "Inviter quelqu’un" not in response.text
    assert client.post(MEMBERS, {"email": "x@pacte.example", "role": "member"}).status_code == 403
    row = Membership.objects.get(user=manager)
    for what in ("role", "retirer"):
        assert client.post(f"{MEMBERS}{row.pk}/{what}/", {"role": "member"}).status_code == 403
    base = f"/mon-espace/organisations/{organisation.slug}/invitations/{invitation.pk}/"
    for what in ("renvoyer", "retirer"):
        assert client.post(f"{base}{what}/").status_code == 403
        assert client.get(f"{base}{what}/").status_code == 405


def test_a_manager_invites_changes_and_removes(managing, organisation):
    member = member_of(organisation, first_name="Membre", last_name="Fictif")
    assert (
        managing.post(MEMBERS, {"email": "nouvelle@pacte.example", "role": "member"})["Location"]
        == MEMBERS
    )
    html = managing.get(MEMBERS).text
    assert "L’invitation est envoyée" in html
    assert "nouvelle@pacte.example" in html
    refused = managing.post(MEMBERS, {"email": "nouvelle@pacte.example", "role": "member"})
    assert refused.status_code == 409
    assert "déjà invitée" in refused.text
    wrong = managing.post(MEMBERS, {"email": "nouvelle", "role": "member"})
    assert wrong.status_code == 422
    assert 'value="nouvelle"' in wrong.text
    row = Membership.objects.get(user=member)
    managing.post(f"{MEMBERS}{row.pk}/role/", {"role": "manager"})
    row.refresh_from_db()
    assert row.role == "manager"
    managing.post(f"{MEMBERS}{row.pk}/role/", {"role": "roi"})
    assert "n’existe pas" in managing.get(MEMBERS).text
    managing.post(f"{MEMBERS}{row.pk}/retirer/")
    assert not Membership.objects.filter(user=member).exists()


def test_invitations_are_sent_again_and_withdrawn_from_the_page(managing, organisation):
    old = timezone.now() - dt.timedelta(days=20)
    invitation = InvitationFactory(organisation=organisation, created_at=old)
    assert "A expiré le" in managing.get(MEMBERS).text
    base = f"/mon-espace/organisations/{organisation.slug}/invitations/{invitation.pk}/"
    managing.post(f"{base}renvoyer/")
    managing.post(f"{base}renvoyer/")
    html = managing.get(MEMBERS).text
    assert "L’invitation est renvoyée" in html
    assert "attendez une heure" in html
    managing.post(f"{base}retirer/")
    assert invitation.email not in managing.get(MEMBERS).text


def test_leaving_asks_first_and_the_last_manager_stays(managing, organisation, manager):
    leave = f"/mon-espace/organisations/{organisation.slug}/quitter/"
    assert "Oui, quitter" in managing.get(leave).text
    assert managing.post(leave)["Location"] == MEMBERS
    assert "dernière personne qui gère" in managing.get(MEMBERS).text
    manager_of(organisation)
    assert managing.post(leave)["Location"] == "/mon-espace/"
    assert managing.get(MEMBERS).status_code == 404


def test_the_members_cost_the_same_queries_however_many(
    managing, organisation, django_assert_num_queries
):
    managing.get(MEMBERS)
    with CaptureQueriesContext(connection) as few:
        managing.get(MEMBERS)
    assert len(few) <= MOST
    for _number in range(5):
        member_of(organisation)
        InvitationFactory(organisation=organisation)
    with django_assert_num_queries(len(few)):
        managing.get(MEMBERS)


def test_a_visitor_with_the_link_signs_in_and_comes_back(client, organisation):
    invitation = InvitationFactory(organisation=organisation, email="elue@pacte.example")
    address = f"/invitations/{invitation.token}/"
    response = client.get(address)
    assert "e…@pacte.example" in response.text
    assert "elue@pacte.example" not in response.text
    assert f"?next={address}" in response.text
    assert "no-store" in response["Cache-Control"]
    client.post(address, {"accept": ""})
    assert not Membership.objects.exists()
    assert client.get("/invitations/7f9d2c5e-0000-4000-8000-000000000000/").status_code == 404


def test_the_invited_person_accepts_or_refuses(client, organisation):
    user = VerifiedUserFactory()
    client.force_login(user)
    invitation = InvitationFactory(organisation=organisation, email=user.email)
    address = f"/invitations/{invitation.token}/"
    assert "Accepter" in client.get(address).text
    for _click in range(2):
        assert client.post(address, {"accept": ""})["Location"] == "/mon-espace/"
    assert Membership.objects.filter(user=user).count() == 1
    assert "Atelier fictif" in client.get("/mon-espace/").text
    assert "déjà été acceptée" in client.get(address).text
    other = InvitationFactory(email=user.email)
    client.post(f"/invitations/{other.token}/", {"decline": ""})
    assert "a été retirée" in client.get(f"/invitations/{other.token}/").text


def test_another_person_is_told_to_use_the_right_address(client, organisation):
    client.force_login(VerifiedUserFactory())
    invitation = InvitationFactory(organisation=organisation)
    address = f"/invitations/{invitation.token}/"
    assert "n’est pas une adresse vérifiée" in client.get(address).text
    assert client.post(address, {"accept": ""})["Location"] == address
    assert not Membership.objects.exists()
    Invitation.objects.update(expires_at=timezone.now())
    assert "n’est plus valable" in client.get(address).text


def test_claims_say_nothing_of_the_members(client, manager, organisation):
    organisation.siret = SIRETS[0]
    organisation.save()
    bare = OrganisationFactory(siret=SIRETS[1])
    client.force_login(UserFactory())
    answers = []
    for siret in (organisation.siret, bare.siret):
        client.post(JOIN, {"siret": siret, "email": "x@atelier.example"})
        answers.append(client.get(JOIN).text.count("Votre demande est envoyée"))
    assert answers == [1, 1]
    assert manager.email not in client.get(JOIN).text
    assert "Gérante" not in client.get(JOIN).text


def test_a_draft_is_not_named_to_who_claims_it(client):
    draft = OrganisationFactory(siret=SIRETS[0], draft=True, name="Secret fictif")
    client.force_login(UserFactory())
    client.post(JOIN, {"siret": draft.siret, "email": "x@atelier.example"})
    html = client.get(JOIN).text
    assert "Secret fictif" not in html
    assert "732\xa0829\xa0320\xa000074" in html
    assert "Secret fictif" not in client.get("/mon-espace/").text


def test_a_free_address_is_slower_and_not_refused(client):
    OrganisationFactory(siret=SIRETS[0])
    client.force_login(UserFactory())
    client.post(JOIN, {"siret": SIRETS[0], "email": "x@gmail.com"})
    assert "prend plus de temps" in client.get(JOIN).text
    assert Claim.objects.count() == 1


def test_an_unknown_siret_leads_to_its_preparation(client):
    client.force_login(UserFactory())
    response = client.post(JOIN, {"siret": SIRETS[2], "email": "x@atelier.example"})
    assert response["Location"] == "/mon-espace/bienvenue/"
    assert f'value="{SIRETS[2]}"' in client.get("/mon-espace/bienvenue/").text
    assert not Claim.objects.exists()


def test_a_wrong_claim_keeps_what_was_typed(client):
    client.force_login(UserFactory())
    response = client.post(JOIN, {"siret": "123", "email": "x", "message": "<b>moi</b>"})
    assert response.status_code == 422
    assert 'value="123"' in response.text
    assert "&lt;b&gt;moi" in response.text


def test_claims_are_taken_back_and_refused_from_the_page(client):
    row = ClaimFactory()
    client.force_login(row.user)
    twice = {"siret": row.siret, "email": row.email}
    Membership.objects.create(user=row.user, organisation=row.organisation)
    assert client.post(JOIN, twice).status_code == 409
    client.post(f"{JOIN}{row.pk}/retirer/")
    assert "Votre demande est retirée" in client.get(JOIN).text


def test_one_chooses_among_ones_own_organisations(client):
    user = VerifiedUserFactory()
    first, second = OrganisationFactory(name="Aaa"), OrganisationFactory(name="Bbb")
    client.force_login(user)
    Membership.objects.create(user=user, organisation=first)
    assert "Vous agissez pour" not in client.get("/plan-du-site/").text
    Membership.objects.create(user=user, organisation=second)
    html = client.get("/plan-du-site/?x=1").text
    assert "Vous agissez pour" in html
    assert 'value="/plan-du-site/?x=1"' in html
    switch = "/mon-espace/agir-pour/"
    answer = client.post(switch, {"organisation": second.pk, "next": "/plan-du-site/"})
    assert answer["Location"] == "/plan-du-site/"
    assert 'id="organisation-' in client.get("/mon-espace/").text
    assert ">Bbb</h2>" in client.get("/mon-espace/").text
    outside = OrganisationFactory()
    answer = client.post(switch, {"organisation": outside.pk, "next": "//ailleurs.example"})
    assert answer["Location"] == "/mon-espace/"
    assert ">Bbb</h2>" in client.get("/mon-espace/").text
    Membership.objects.filter(organisation=second).delete()
    assert ">Aaa</h2>" in client.get("/mon-espace/").text
    assert client.get(switch).status_code == 405


def test_the_tries_are_counted(managing, organisation, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_A_DAY", 1000)
    codes = {
        managing.post(MEMBERS, {"email": "x", "role": "member"}).status_code for _n in range(61)
    }
    assert codes == {422, 429}
