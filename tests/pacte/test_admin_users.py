"""The people of the administration: their name and their e-mail, never the name that was drawn."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse

from pacte.models import Membership
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
DRAWN = "p-0123456789abcdef"
LIST = "wagtailusers_users:index"
MEMBERS = "wagtailsnippets_pacte_membership"
FORM = {"first_name": "Sacha", "last_name": "(fictif)", "groups": []}


@pytest.fixture(autouse=True)
def strict_templates():
    """Leave Wagtail's templates to Django's own rule: they rely on ``|default``."""


@pytest.fixture(autouse=True)
def administrator(client):
    user = UserFactory(administrator=True, first_name="Alix", last_name="(fictive)")
    client.force_login(user)
    return user


@pytest.fixture
def sacha():
    names = {"first_name": "Sacha", "last_name": "Dupond (personne fictive)"}
    return UserFactory(username=DRAWN, email="sacha@pacte.example", **names)


def found(client, **query):
    return client.get(reverse(LIST), query).text


def test_the_list_shows_names_and_addresses(client, sacha):
    nameless = UserFactory(username="p-fedcba9876543210", email="anonyme@pacte.example")
    html = found(client)
    assert "Sacha Dupond (personne fictive)" in html
    assert "sacha@pacte.example" in html
    assert html.count("anonyme@pacte.example") >= 2, "where there is no name"
    assert "Adresse électronique" in html
    for drawn in (DRAWN, nameless.username):
        assert drawn not in html


@pytest.mark.parametrize(
    "words", ["sacha", "DUPOND", "sacha dupond", "sacha@pacte", "dupond sacha"]
)
def test_somebody_is_found_by_name_and_address(client, sacha, words):
    UserFactory(first_name="Sacha", last_name="Martin (personne fictive)")
    html = found(client, q=words)
    assert "sacha@pacte.example" in html
    assert ("Martin" in html) is (words == "sacha")


def test_nobody_is_found_by_the_drawn_name(client, sacha):
    assert "sacha@pacte.example" not in found(client, q=DRAWN)


def test_they_come_by_name_or_by_address(client, sacha):
    UserFactory(first_name="Zoé", last_name="Abel (fictive)", email="zoe@pacte.example")

    def order(**query):
        html = found(client, **query)
        return html.index("zoe@pacte.example") < html.index("sacha@pacte.example")

    assert order()
    assert order(ordering="name")
    assert not order(ordering="-name")
    assert not order(ordering="email")
    assert order(ordering="-email")


@pytest.mark.parametrize("page", ["edit", "delete", "history"])
def test_the_pages_of_a_person_are_titled_with_their_name(client, sacha, page):
    html = client.get(reverse(f"wagtailusers_users:{page}", args=[sacha.pk])).text
    assert "Sacha Dupond (personne fictive)" in html
    assert DRAWN not in html
    sacha.first_name = sacha.last_name = ""
    sacha.save()
    html = client.get(reverse(f"wagtailusers_users:{page}", args=[sacha.pk])).text
    assert "sacha@pacte.example" in html
    assert DRAWN not in html


def test_a_person_is_changed_without_a_user_name(client, sacha):
    page = reverse("wagtailusers_users:edit", args=[sacha.pk])
    given = FORM | {"email": "autre@pacte.example", "is_active": "on"}
    html = client.post(page, given, follow=True).text
    assert "Sacha (fictif)" in html
    assert DRAWN not in html
    sacha.refresh_from_db()
    assert (sacha.username, sacha.email) == (DRAWN, "autre@pacte.example")


def test_a_person_is_added_under_a_drawn_name(client):
    page = reverse("wagtailusers_users:add")
    assert 'name="username"' not in client.get(page).text
    secret = "Une phrase assez longue 7"
    given = FORM | {"email": "neuf@pacte.example", "password1": secret, "password2": secret}
    html = client.post(page, given, follow=True).text
    assert "Sacha (fictif)" in html
    user = get_user_model().objects.get(email="neuf@pacte.example")
    assert user.username.startswith("p-")
    assert user.username not in html
    assert user.check_password(secret)


def test_the_address_of_somebody_else_is_refused(client, sacha, administrator):
    page = reverse("wagtailusers_users:edit", args=[sacha.pk])
    given = FORM | {"email": administrator.email.upper(), "is_active": "on"}
    assert "Une autre personne a déjà cette adresse." in client.post(page, given).text
    sacha.refresh_from_db()
    assert sacha.email == "sacha@pacte.example"


def test_a_person_is_deleted_by_name(client, sacha):
    page = reverse("wagtailusers_users:delete", args=[sacha.pk])
    html = client.post(page, follow=True).text
    assert "Sacha Dupond (personne fictive)" in html
    assert DRAWN not in html
    assert not get_user_model().objects.filter(pk=sacha.pk).exists()


def test_the_list_asks_as_many_queries_whatever_their_number(client, django_assert_max_num_queries):
    def queries():
        with django_assert_max_num_queries(30) as asked:
            client.get(reverse(LIST))
        return len(asked)

    queries()
    few = queries()
    UserFactory.create_batch(8)
    assert queries() == few


def test_the_members_of_the_network_are_told_by_name_and_found_by_it(client, sacha):
    row = MembershipFactory(user=sacha)
    for query in ({}, {"q": "dupond"}):
        html = client.get(reverse(f"{MEMBERS}:list"), query).text
        assert "Sacha Dupond (personne fictive)" in html
        assert DRAWN not in html
    html = client.get(reverse(f"{MEMBERS}:edit", args=[row.pk])).text
    assert "Sacha Dupond (personne fictive) (sacha@pacte.example)" in html
    assert DRAWN not in html


def test_somebody_is_chosen_for_an_organisation(client, sacha):
    data = {"organisation": OrganisationFactory().pk, "user": sacha.pk, "role": "member"}
    assert client.post(reverse(f"{MEMBERS}:add"), data).status_code == 302
    assert str(Membership.objects.get()).startswith("Sacha Dupond (personne fictive) – ")


def test_the_lists_keep_room_for_names_on_a_telephone(client):
    sheet = finders.find("css/admin.css")
    assert f'href="{static("css/admin.css")}"' in found(client)
    assert "table.listing td.title" in Path(sheet).read_text()
