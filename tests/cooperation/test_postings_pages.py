import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.models import PostingContact
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import CommuneFactory, EpciFactory, KindFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
LIST = "/annonces/"
CANARY = "canari-7f3a@prive.example"


def text_of(answer):
    return plain(answer.content.decode())


@pytest.fixture
def some():
    PostingFactory(title="Pain du soir", resource="byproduct.food.bread_unsold")
    PostingFactory(title="Carottes cherchées", need=True, resource="food.vegetable.carrot")


def test_the_list_shows_public_postings_only(client, some):
    PostingFactory(title="Brouillon", draft=True)
    PostingFactory(title="Soumise", status="submitted")
    PostingFactory(title="Réservée", visibility="members")
    PostingFactory(title="Orpheline", organisation__live=False)
    html = text_of(client.get(LIST))
    assert "2 annonces" in html
    for title in ("Pain du soir", "Carottes cherchées"):
        assert title in html
    for title in ("Brouillon", "Soumise", "Réservée", "Orpheline"):
        assert title not in html


def test_members_of_the_network_find_what_is_theirs_to_see(client):
    PostingFactory(title="Réservée", visibility="members")
    client.force_login(MembershipFactory().user)
    assert "Réservée" in text_of(client.get(LIST))


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"direction": "offer"}, ["Pain du soir"]),
        ({"direction": "need"}, ["Carottes cherchées"]),
        ({"kind": "food"}, ["Carottes cherchées"]),
        ({"kind": ["food", "byproduct"]}, ["Pain du soir", "Carottes cherchées"]),
        ({"q": "rassis"}, ["Pain du soir"]),
        ({"q": "légumes"}, ["Carottes cherchées"]),
        ({"q": "pain SOIR"}, ["Pain du soir"]),
        ({"q": "zzzzqqq"}, []),
        ({"direction": "x", "kind": "y", "epci": "z", "page": "abc"}, ["Pain du soir"]),
    ],
)
def test_filters(client, some, query, seen):
    html = text_of(client.get(LIST, query))
    for title in ("Pain du soir", "Carottes cherchées"):
        if title in seen:
            assert title in html
    assert html.count("<article") >= len(seen)
    if not seen:
        assert "Aucune annonce ne correspond" in html


def test_the_filter_by_intercommunality_follows_the_place_told(client):
    here, there = EpciFactory(slug="ici"), EpciFactory(slug="la-bas")
    PostingFactory(title="De l’organisation", organisation__commune__epci=here)
    PostingFactory(
        title="Déplacée", organisation__commune__epci=here, commune=CommuneFactory(epci=there)
    )
    html = text_of(client.get(LIST, {"epci": "ici"}))
    assert "De l’organisation" in html
    assert "Déplacée" not in html


@pytest.mark.parametrize("hostile", ['"', "🥖", "a" * 10_000, "%", "\0", "'; --", "<script>x"])
def test_any_text_gives_a_page(client, some, hostile):
    answer = client.get(LIST, {"q": hostile})
    assert answer.status_code == 200
    assert "<script>x" not in answer.content.decode()


def test_a_chip_removes_its_filter_and_keeps_the_others(client, some):
    html = client.get(LIST, {"q": "pain", "kind": "food"}).content.decode()
    assert 'href="?kind=food"' in html
    assert 'href="?q=pain"' in html


def test_the_list_asks_the_same_number_of_queries_whatever_its_length(
    client, django_assert_num_queries
):
    PostingFactory.create_batch(2)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    PostingFactory.create_batch(10)
    with django_assert_num_queries(len(few)):
        client.get(LIST)
    assert len(few) <= 8


def test_the_list_is_paged(client):
    PostingFactory.create_batch(25)
    assert client.get(LIST, {"page": "2"}).content.decode().count("<article") == 1
    assert 'rel="next"' in client.get(LIST).content.decode()


def test_a_posting_reads_in_french(client):
    posting = PostingFactory(
        title="Pain du soir",
        quantity="120",
        minimum_lot="10",
        unit="kg",
        period="week",
        months=0b111100000,
        max_distance_km=20,
        starts_on=dt.date(2027, 3, 3),
        price_mode="gift",
        logistics="pick_up",
        logistics_note="Avant 19 h",
    )
    posting.kinds_may_answer.set([KindFactory(code="kitchen", name="Cuisine")])
    posting.save()
    html = text_of(client.get(posting.get_absolute_url()))
    for words in (
        "120 kg par semaine",
        "par lot de 10 kg au moins",
        "de juin à septembre",
        "à partir du 3 mars 2027",
        "à 20 km au plus",
        "Don",
        "À venir chercher – Avant 19 h",
        "Cuisine",
        "Fictif",
        posting.organisation.name,
    ):
        assert words in html


def test_the_page_of_a_posting_describes_itself_to_search_engines(client):
    posting = PostingFactory(title="Pain </script><b>", price_mode="gift")
    html = client.get(posting.get_absolute_url()).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    (data,) = [row for row in map(json.loads, blocks) if row["@type"] == "Offer"]
    assert data["name"] == "Pain </script><b>"
    assert data["price"] == "0"
    assert data["itemOffered"]["name"] == "Pain invendu"
    assert '<link rel="canonical"' in html
    need = PostingFactory(need=True, price_mode="sale", price="2.50", unit="kg")
    assert '"Demand"' in client.get(need.get_absolute_url()).content.decode()


def test_the_page_of_a_posting_keeps_its_number_of_queries(client, django_assert_num_queries):
    posting = PostingFactory()
    with CaptureQueriesContext(connection) as first:
        client.get(posting.get_absolute_url())
    posting.kinds_may_answer.set(KindFactory.create_batch(5))
    posting.save()
    with django_assert_num_queries(len(first)):
        client.get(posting.get_absolute_url())
    assert len(first) <= 15


@pytest.mark.parametrize("status", ["draft", "submitted", "withdrawn", "agreed", "refused"])
def test_what_is_not_public_is_a_404_but_for_its_own(client, status):
    posting = PostingFactory(status=status)
    address = posting.get_absolute_url()
    assert client.get(address).status_code == 404
    client.force_login(MembershipFactory().user)
    assert client.get(address).status_code == 404
    client.force_login(MembershipFactory(organisation=posting.organisation).user)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "n’est pas publique" in text_of(answer)
    client.force_login(UserFactory(curator=True))
    assert client.get(address).status_code == 200


def test_between_members_means_members_of_the_network(client):
    posting = PostingFactory(visibility="members")
    assert client.get(posting.get_absolute_url()).status_code == 404
    client.force_login(UserFactory())
    assert client.get(posting.get_absolute_url()).status_code == 404
    client.force_login(MembershipFactory().user)
    assert client.get(posting.get_absolute_url()).status_code == 200


def test_an_unpublished_organisation_hides_its_postings(client):
    posting = PostingFactory(organisation=OrganisationFactory(live=False))
    assert client.get(posting.get_absolute_url()).status_code == 404


def test_contact_details_are_nowhere_public(client):
    posting = PostingFactory(title="Avec contact")
    PostingContact.objects.create(posting=posting, name="Canari-Nom", email=CANARY, phone="0400")
    pages = [LIST, posting.get_absolute_url(), reverse("cooperation:posting-feed")]
    client.force_login(MembershipFactory(organisation=posting.organisation).user)
    for page in pages:
        body = client.get(page).content.decode()
        assert "Avec contact" in body
        assert CANARY not in body
        assert "Canari-Nom" not in body


def test_the_feed_holds_public_postings(client, some):
    PostingFactory(title="Brouillon", draft=True)
    answer = client.get(reverse("cooperation:posting-feed"))
    body = answer.content.decode()
    assert answer["Content-Type"].startswith("application/rss+xml")
    assert "Offre – Pain du soir" in body
    assert "Besoin – Carottes cherchées" in body
    assert "Brouillon" not in body


def test_only_reading_is_allowed(client, some):
    assert client.post(LIST).status_code == 405
