"""RSS and Atom feeds of the articles."""

from xml.etree import ElementTree

import pytest
from django.urls import reverse

from tests.factories import pages

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def base(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://pacte.example"


def read(client, name, *args):
    response = client.get(reverse(f"pacte:{name}", args=args))
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314


@pytest.mark.usefixtures("base")
def test_rss_holds_published_articles_newest_first(client):
    pages.article("Ancien", day=1)
    newest = pages.article("Récent & <neuf>", day=5)
    pages.article("Brouillon", live=False)
    channel = read(client, "feed").find("channel")
    assert [item.findtext("title") for item in channel.iter("item")] == [
        "Récent & <neuf>",
        "Ancien",
    ]
    first = channel.find("item")
    assert first.findtext("link") == f"https://pacte.example{newest.url}"
    assert first.findtext("pubDate").startswith("Tue, 06 Oct 2026")
    assert channel.findtext("language") == "fr"


def test_an_introduction_is_text_even_for_readers_that_take_it_for_html(client):
    pages.article(introduction="<script>alert(1)</script>")
    item = read(client, "feed").find("channel").find("item")
    assert item.findtext("description") == "&lt;script&gt;alert(1)&lt;/script&gt;"


@pytest.mark.usefixtures("base")
def test_atom_holds_the_same(client):
    article = pages.article("Un titre")
    feed = read(client, "feed-atom")
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["Un titre"]
    links = {link.get("href") for link in feed.iter(f"{ATOM}link")}
    assert f"https://pacte.example{article.url}" in links
    assert "https://pacte.example/actualites/flux.atom" in links


def test_a_category_has_its_feed(client):
    pages.article("Dedans", category="emploi")
    pages.article("Dehors", category="autre")
    channel = read(client, "category-feed", "emploi").find("channel")
    assert [item.findtext("title") for item in channel.iter("item")] == ["Dedans"]
    assert channel.findtext("title").startswith("Emploi – ")


def test_an_unknown_category_has_none(client):
    assert client.get(reverse("pacte:category-feed", args=["rien"])).status_code == 404


def test_an_empty_feed_is_a_feed(client):
    assert list(read(client, "feed").iter("item")) == []


def test_the_index_announces_its_feeds(client):
    html = client.get(pages.article_index().url).text
    assert 'type="application/rss+xml"' in html
    assert 'type="application/atom+xml"' in html


def test_the_cost_does_not_grow_with_articles(client, django_assert_max_num_queries):
    pages.article()
    client.get(reverse("pacte:feed"))
    with django_assert_max_num_queries(5) as few:
        client.get(reverse("pacte:feed"))
    cost = len(few)
    for day in range(5):
        pages.article(f"Autre {day}", day=day)
    client.get(reverse("pacte:feed"))
    with django_assert_max_num_queries(cost):
        client.get(reverse("pacte:feed"))
