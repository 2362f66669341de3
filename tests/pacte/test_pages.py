"""Editorial pages: home, articles, standard pages, shared places."""

import json
import re

import pytest
from django.urls import reverse

from tests.factories import pacte as make
from tests.factories import pages
from tests.french import plain

pytestmark = pytest.mark.django_db
LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
BODY = [
    {"type": "heading", "value": "Un intertitre"},
    {"type": "paragraph", "value": "<p>Un <b>texte</b>.</p>"},
    {"type": "quote", "value": {"text": "Une parole", "source": "Une voix"}},
    {"type": "figure", "value": {"value": "12 t", "label": "de pain", "source": "Essai, 2026"}},
    {"type": "call", "value": {"text": "Aller voir", "url": "/annuaire/"}},
    {"type": "call", "value": {"text": "Piège", "url": "javascript:alert(1)"}},
]


def test_home_counts_and_opens_doors(client):
    home = pages.home_page(introduction="Produire, transformer, réemployer ici.")
    make.OrganisationFactory(roles=["signatory"])
    make.OrganisationFactory(draft=True, roles=["signatory"])
    make.ActionFactory(title="Une action")
    pages.article("La une")
    html = client.get(home.url).text
    assert "Produire, transformer, réemployer ici." in html
    assert re.search(r"<dt>signataires du pacte</dt><dd>1</dd>", html)
    assert 'name="q"' in html
    assert "La une" in html
    assert reverse("cooperation:posting-create") in html
    assert json.loads(LD.findall(html)[0])["@type"] == "WebSite"


def test_home_without_data(client):
    html = client.get(pages.home_page().url).text
    assert "Aucun article pour l’instant" in html


def test_blocks_are_drawn_and_their_addresses_checked(client):
    html = client.get(pages.standard_page(body=json.dumps(BODY)).url).text
    for text in ("<h2>Un intertitre</h2>", "<b>texte</b>", "Une parole", "12 t", "Essai, 2026"):
        assert text in html
    assert 'href="/annuaire/">Aller voir' in html
    assert "javascript:" not in html


def test_articles_are_listed_newest_first_by_category(client):
    index = pages.article_index()
    pages.article("Ancien", day=1)
    pages.article("Récent", day=9, category="emploi")
    pages.article("Brouillon", live=False)
    html = client.get(index.url).text
    assert html.index("Récent") < html.index("Ancien")
    assert "Brouillon" not in html
    category = client.get(reverse("pacte:article-category", args=["emploi"])).text
    assert "Récent" in category
    assert "Ancien" not in category
    assert reverse("pacte:category-feed", args=["emploi"]) in category


def test_an_unknown_category_is_not_found(client):
    assert client.get(reverse("pacte:article-category", args=["rien"])).status_code == 404


@pytest.mark.parametrize("page", ["99", "-3", "deux"])
def test_paging_out_of_range(client, page):
    for day in range(13):
        pages.article(f"Article {day}", day=day)
    assert client.get(pages.article_index().url, {"page": page}).status_code == 200


def test_an_article_stands_between_its_neighbours(client):
    older, middle, newer = (pages.article(f"Le {n}", day=n) for n in (1, 2, 3))
    html = client.get(middle.url).text
    assert f'rel="prev" href="{older.url}"' in html
    assert f'rel="next" href="{newer.url}"' in html
    assert "3 octobre 2026" in html
    assert "faits sont inventés" in html
    data = json.loads(LD.findall(html)[0])
    assert (data["@type"], data["datePublished"]) == ("Article", "2026-10-03")


def test_a_hostile_title_stays_in_its_place(client):
    html = client.get(pages.article("</script><script>alert(1)</script>").url).text
    assert "<script>alert(1)" not in html
    assert [json.loads(text) for text in LD.findall(html)]


def test_the_place_shows_buildings_and_published_occupants(client):
    building = make.BuildingFactory(number=10, use="Cuisine et brasserie", opens=2026)
    make.OrganisationFactory(name="Occupante", building=building, summary="Elle brasse.")
    make.OrganisationFactory(name="Pas encore là", building=building, draft=True)
    make.BuildingFactory(place=building.place, number=8, use="Halle vide")
    html = client.get(pages.place_page(building.place).url).text
    assert html.index("Halle vide") < html.index("Cuisine et brasserie")
    assert "Elle brasse." in html
    assert "Ouverture : 2026" in plain(html)
    assert "Pas encore là" not in html
    assert "Aucun occupant publié" in html


def test_the_site_map_leads_everywhere(client):
    pages.standard_page("Accessibilité")
    pages.standard_page("Cachée", live=False)
    theme = make.ThemeFactory()
    html = client.get("/plan-du-site/").text
    assert "Accessibilité" in html
    assert "Cachée" not in html
    assert reverse("pacte:theme", args=[theme.code]) in html


def test_the_cost_does_not_grow_with_rows(client, django_assert_max_num_queries):
    building = make.BuildingFactory()
    make.OrganisationFactory(building=building, kinds=["siae"])
    make.ActionFactory()
    place, article = pages.place_page(building.place), pages.article()
    addresses = [
        pages.home_page().url,
        pages.article_index().url,
        article.category.get_absolute_url(),
        article.url,
        place.url,
        "/plan-du-site/",
    ]
    costs = []
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(40) as queries:
            client.get(address)
        costs.append(len(queries))
    for day in range(2, 6):
        pages.article(f"Autre {day}", day=-day)
        make.OrganisationFactory(building=building, kinds=["siae"])
        make.ActionFactory()
    for address, cost in zip(addresses, costs, strict=True):
        with django_assert_max_num_queries(cost + (address == article.url)):
            client.get(address)
