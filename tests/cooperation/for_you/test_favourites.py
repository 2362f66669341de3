"""Postings kept at hand: one's own, of what one may see."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cooperation.models import PostingFavourite
from cooperation.services import posting_favourites
from tests.cooperation.showcase import NOW
from tests.factories.cooperation import PostingFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/mon-espace/annonces-favorites/"


@pytest.fixture
def person(client):
    user = UserFactory()
    client.force_login(user)
    return user


def address(posting):
    return reverse("cooperation:posting-favourite", args=[posting.pk])


def test_kept_once_and_put_back(client, person):
    posting = PostingFactory(title="Pain de la veille")
    assert "Aucune annonce favorite" in client.get(PAGE).text
    assert "Ajouter à mes favoris" in client.get(posting.get_absolute_url()).text
    for _ in range(2):
        assert "est dans vos favoris" in client.post(address(posting), follow=True).text
    assert PostingFavourite.objects.count() == 1
    assert "Pain de la veille" in client.get(PAGE).text
    assert "Retirer de mes favoris" in client.get(posting.get_absolute_url()).text
    client.post(address(posting), {"remove": ""})
    client.post(address(posting), {"remove": ""})
    assert not PostingFavourite.objects.exists()


def test_what_one_may_not_see_is_neither_kept_nor_shown(client, person):
    hidden = PostingFactory(visibility="members")
    assert client.post(address(hidden)).status_code == 404
    with pytest.raises(PermissionDenied):
        posting_favourites.keep(posting=hidden, user=person, now=NOW)
    PostingFavourite.objects.create(user=person, posting=hidden, created_at=NOW)
    assert "Aucune annonce favorite" in client.get(PAGE).text
    MembershipFactory(user=person)
    assert hidden.title in client.get(PAGE).text


def test_a_visitor_signs_in_and_reading_changes_nothing(client):
    posting = PostingFactory()
    assert "Ajouter à mes favoris" not in client.get(posting.get_absolute_url()).text
    assert "/connexion/" in client.post(address(posting))["Location"]
    assert "/connexion/" in client.get(PAGE)["Location"]
    client.force_login(UserFactory())
    assert client.get(address(posting)).status_code == 405


def test_one_sees_ones_own(client, person):
    posting = PostingFactory()
    PostingFavourite.objects.create(user=UserFactory(), posting=posting, created_at=NOW)
    assert "Aucune annonce favorite" in client.get(PAGE).text


def test_there_are_so_many_at_most(client, person, monkeypatch):
    monkeypatch.setattr(posting_favourites, "MOST", 1)
    first, second = PostingFactory(), PostingFactory()
    client.post(address(first))
    assert "retirez-en d’abord" in client.post(address(second), follow=True).text
    assert "est dans vos favoris" in client.post(address(first), follow=True).text


def test_the_list_asks_as_many_queries_whatever_their_number(
    client, person, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(20) as found:
            client.get(PAGE)
        return len(found)

    PostingFavourite.objects.create(user=person, posting=PostingFactory(), created_at=NOW)
    few = queries()
    for posting in PostingFactory.create_batch(5):
        PostingFavourite.objects.create(user=person, posting=posting, created_at=NOW)
    assert queries() == few
