"""Favourites, and organisations side by side."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacte.models import Favourite
from pacte.services import favourites
from tests.factories.cooperation import PostingFactory
from tests.factories.joining import member_of
from tests.factories.pacte import CommuneFactory, OrganisationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/mon-espace/favoris/"


def test_a_favourite_is_kept_once_and_put_back(client):
    organisation = OrganisationFactory(slug="fictive", name="Atelier fictif")
    profile = organisation.get_absolute_url()
    assert "favoris" not in client.get(profile).text
    assert client.post(f"{PAGE}fictive/").status_code == 302
    client.force_login(UserFactory())
    assert "Aucun favori" in client.get(PAGE).text
    for _click in range(2):
        assert client.post(f"{PAGE}fictive/", {"next": profile})["Location"] == profile
    assert Favourite.objects.count() == 1
    assert "Retirer de mes favoris" in client.get(profile).text
    assert "Atelier fictif" in client.get(PAGE).text
    client.post(f"{PAGE}fictive/", {"remove": "1", "next": "https://ailleurs.example"})
    assert not Favourite.objects.exists()


def test_a_draft_is_no_favourite(client):
    OrganisationFactory(slug="brouillon", draft=True)
    client.force_login(UserFactory())
    assert client.post(f"{PAGE}brouillon/").status_code == 404


def test_a_favourite_that_is_withdrawn_is_not_shown(client):
    organisation = OrganisationFactory(slug="fictive", name="Atelier fictif")
    client.force_login(UserFactory())
    client.post(f"{PAGE}fictive/")
    organisation.live = False
    organisation.save()
    assert "Atelier fictif" not in client.get(PAGE).text.split("<main")[1].split("</h1>")[1]


def test_favourites_are_counted(client, monkeypatch):
    monkeypatch.setattr(favourites, "MOST", 1)
    OrganisationFactory(slug="une")
    OrganisationFactory(slug="deux")
    client.force_login(UserFactory())
    client.post(f"{PAGE}une/")
    client.post(f"{PAGE}deux/")
    assert Favourite.objects.count() == 1


def test_organisations_stand_side_by_side(client):
    near = CommuneFactory(latitude=45.0, longitude=5.0)
    far = CommuneFactory(latitude=45.1, longitude=5.0)
    one = OrganisationFactory(slug="une", name="Une", commune=far, kinds=["siae"], labels=["bio"])
    PostingFactory(organisation=one, title="Du pain", direction="offer", status="published")
    PostingFactory(organisation=one, title="Caché", direction="offer", status="draft")
    OrganisationFactory(slug="deux", name="Deux", commune=far)
    OrganisationFactory(slug="brouillon", name="Brouillon", draft=True)
    html = client.get("/comparer/?o=une&o=deux&o=une&o=brouillon&o=rien").text
    assert html.index(">Une<") < html.index(">Deux<")
    assert "Du pain" in html
    assert "Caché" not in html
    assert "Brouillon" not in html
    assert "Siae" in html
    assert "Distance de" not in html
    client.force_login(member_of(OrganisationFactory(name="Nôtre", commune=near)))
    response = client.get("/comparer/?o=une&o=deux")
    assert "Distance de Nôtre" in response.text
    assert "11,1\xa0km" in response.text
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("query", ["", "?o=une", "?o=" + "x" * 3000, "?o=%00&o=%27"])
def test_too_few_to_compare(client, query):
    OrganisationFactory(slug="une")
    assert "Choisissez deux à quatre" in client.get(f"/comparer/{query}").text


def test_comparing_costs_the_same_queries(client, django_assert_num_queries):
    for number in range(4):
        row = OrganisationFactory(slug=f"o{number}", kinds=["siae"], labels=["bio"])
        PostingFactory.create_batch(3, organisation=row, status="published")
    with CaptureQueriesContext(connection) as few:
        client.get("/comparer/?o=o0&o=o1")
    assert len(few) <= 12
    with django_assert_num_queries(len(few)):
        client.get("/comparer/?o=o0&o=o1&o=o2&o=o3")


def test_favourites_cost_the_same_queries(client, django_assert_num_queries):
    user = UserFactory()
    client.force_login(user)
    for number in range(6):
        OrganisationFactory(slug=f"o{number}")
    client.post(f"{PAGE}o0/")
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    most = len(few)
    assert 0 < most < 20
    for number in range(6):
        client.post(f"{PAGE}o{number}/")
    client.get(PAGE)
    with django_assert_num_queries(most):
        client.get(PAGE)
