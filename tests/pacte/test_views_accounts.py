"""A person's own space."""

import pytest
from django.contrib.auth.models import Group

from pacte.models import Membership
from pacte.permissions import CURATORS
from tests.factories import pacte as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_user("membre")


def test_the_space_shows_own_organisations_only(client, user):
    own = make.OrganisationFactory(name="La mienne")
    draft = make.OrganisationFactory(name="La mienne en attente", draft=True)
    make.OrganisationFactory(name="Une autre")
    Membership.objects.create(user=user, organisation=own, role="manager")
    Membership.objects.create(user=user, organisation=draft)
    client.force_login(user)
    response = client.get("/mon-espace/")
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    html = response.text
    assert "La mienne" in html
    assert "Gestionnaire de l’organisation" in html
    assert own.get_absolute_url() in html
    assert draft.get_absolute_url() not in html
    assert "Une autre" not in html
    assert "Administration du site" not in html


def test_a_person_without_organisation_is_told_what_to_do(client, user):
    client.force_login(user)
    assert "pour aucune organisation" in client.get("/mon-espace/").text


def test_staff_find_the_door_of_the_admin(client, user):
    user.groups.add(Group.objects.get_or_create(name=CURATORS)[0])
    client.force_login(user)
    html = client.get("/mon-espace/").text
    assert "Administration du site" in html
    assert "/admin/moderation/" in html
    assert "/admin/rattachements/" in html
    assert "Commencer avec son SIRET" not in html
