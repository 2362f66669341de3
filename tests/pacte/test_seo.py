"""What search engines are told, and what they are not."""

import re

import pytest

from pacte.models import Membership
from tests.factories import pacte as make
from tests.factories import pages

pytestmark = pytest.mark.django_db


def test_the_sitemap_holds_what_is_public(client):
    article = pages.article("Public")
    draft_article = pages.article("Brouillon", live=False)
    organisation, draft = make.OrganisationFactory(), make.OrganisationFactory(draft=True)
    action, draft_action = make.ActionFactory(), make.ActionFactory(live=False)
    xml = client.get("/sitemap.xml").text
    for shown in (article.url, organisation.get_absolute_url(), action.get_absolute_url()):
        assert f"{shown}</loc>" in xml
    for territory in (organisation.commune, organisation.commune.epci):
        assert f"{territory.get_absolute_url()}</loc>" in xml
    for hidden in (draft_article, draft, draft_action):
        assert f"/{hidden.slug}/</loc>" not in xml
    assert "/feuille-de-route/</loc>" in xml
    assert "/mon-espace/" not in xml


def test_the_sitemap_names_one_host_the_one_that_is_asked(client):
    pages.article("Public")
    make.OrganisationFactory()
    xml = client.get("/sitemap.xml", headers={"host": "127.0.0.1:8123"}).text
    hosts = set(re.findall(r"<loc>(https?://[^/]+)/", xml))
    assert hosts == {"http://127.0.0.1:8123"}


def test_the_sitemap_costs_the_same_with_more_rows(client, django_assert_max_num_queries):
    make.OrganisationFactory()
    make.ActionFactory()
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(25) as few:
        client.get("/sitemap.xml")
    cost = len(few)
    make.OrganisationFactory.create_batch(5)
    make.ActionFactory.create_batch(3)
    with django_assert_max_num_queries(cost):
        client.get("/sitemap.xml")


def test_robots_names_the_sitemap_and_the_closed_doors(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://pacte.example/"
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: https://pacte.example/sitemap.xml" in response.text
    assert "Disallow: /admin/" in response.text
    assert "Disallow: /mon-espace/" in response.text


def test_sharing_cards_are_filled(client):
    html = client.get(pages.article("Titre à partager").url).text
    assert '<meta property="og:title" content="Titre à partager">' in html
    assert '<meta property="og:type" content="article">' in html
    assert '<meta name="description" content="En bref.">' in html
    assert len(re.findall('rel="canonical"', html)) == 1


def test_long_descriptions_are_cut(client):
    page = pages.standard_page(introduction="mot " * 300)
    description = re.search(r'name="description" content="([^"]*)"', client.get(page.url).text)[1]
    assert len(description) <= 200


def test_nothing_personal_goes_out(client, django_user_model):
    user = django_user_model.objects.create_user(
        "canari", "canari@personnel.example", "mot-de-passe-long", last_name="Canarinom"
    )
    organisation = make.OrganisationFactory()
    Membership.objects.create(user=user, organisation=organisation)
    article = pages.article(owner=user)
    addresses = ["/sitemap.xml", "/actualites/flux.rss", "/actualites/flux.atom", article.url]
    for address in [*addresses, organisation.get_absolute_url()]:
        assert "canari" not in client.get(address).text.lower()
