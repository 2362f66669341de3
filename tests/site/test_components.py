"""The pieces that every page is built from, rendered with the least they ask for."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation

from config.styleguide import CRITERIA, PARTIES, SampleForm


def render(name: str, **context: object) -> str:
    return render_to_string(f"components/{name}.html", context)


@pytest.mark.parametrize(
    ("here", "mark"),
    [("/annuaire/", "page"), ("/annuaire/fournil/", "true"), ("/annonces/", None), ("/", None)],
)
def test_the_navigation_marks_where_one_is(here, mark):
    html = render("nav_item", route="search:directory", label="Annuaire", here=here)
    found = re.search(r'aria-current="(\w+)"', html)
    assert (found and found.group(1)) == mark
    assert 'href="/annuaire/"' in html


def test_the_navigation_knows_wagtail_pages():
    html = render("nav_item", path="pole-r/", label="Pôle R", here="/pole-r/")
    assert 'href="/pole-r/" aria-current="page"' in html


def pages(number: int, total: int) -> list[str]:
    page = Paginator(range(total), 1).page(number)
    html = render("pagination", page_obj=page, query="q=pain&kind=siae")
    return re.findall(r"kind=siae&amp;page=(\d+)", html)


def test_pagination_keeps_the_search_and_shows_the_neighbours():
    assert pages(7, 20) == ["6", "1", "6", "8", "20", "8"]
    assert pages(1, 2) == ["2", "2"]
    assert pages(2, 2) == ["1", "1"]
    assert pages(1, 1) == []


def test_numbers_in_attributes_stay_numbers_in_french():
    with translation.override("fr"):
        html = render("score", id="s", criteria=CRITERIA, total=74.5, total_max=100)
    assert 'max="25" value="16.5"' in html
    assert "16,5 / 25" in html
    assert "74,5 / 100" in html


def test_the_criteria_of_the_guide_add_up():
    assert sum(item["value"] for item in CRITERIA) == 74.5
    assert sum(item["max"] for item in CRITERIA) == 100


def test_a_suggestion_shows_its_parties_in_order():
    html = render(
        "card_suggestion",
        id="s",
        kind="Directe",
        parties=PARTIES,
        reason="Voisins",
        criteria=CRITERIA,
        total=74.5,
        total_max=100,
    )
    assert html.index(PARTIES[0]["name"]) < html.index(PARTIES[0]["flow"])
    assert html.index(PARTIES[0]["flow"]) < html.index(PARTIES[1]["name"])
    assert "vérifier" not in html


def test_every_error_of_a_form_is_tied_to_its_field():
    form = SampleForm({"quantity": "douze", "unit": "kg"})
    html = "".join(render("form_field", field=field) for field in form)
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()
    assert {"id_title_error", "id_quantity_error", "id_side_error"} <= set(described)
    assert set(described) <= ids
    assert 'value="douze"' in html
    summary = render("form_errors", form=form)
    assert set(re.findall(r'href="#([^"]+)"', summary)) <= ids


def test_a_valid_or_untouched_form_shows_no_summary():
    assert render("form_errors", form=SampleForm()).strip() == ""


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("card_organisation", {"title": "Fournil", "url": "/f/"}),
        ("card_posting", {"side": "need", "title": "Bocaux", "url": "/b/"}),
        ("card_article", {"title": "Rencontres", "url": "/r/"}),
        ("card_action", {"title": "Légumerie", "url": "/l/"}),
        ("empty_state", {"title": "Rien"}),
        ("alert", {"text": "Bonjour"}),
        ("chips", {}),
        ("map", {"label": "Carte"}),
        ("table", {"id": "t", "caption": "Table"}),
        ("chart_line", {"id": "c", "title": "Courbe"}),
        ("timeline", {}),
    ],
)
def test_components_ask_for_no_more_than_they_say(name, least):
    """An undefined variable fails the suite, so optional parameters are really optional."""
    assert "<" in render(name, **least) or not least


def test_what_people_write_is_escaped():
    html = render("card_posting", side="need", title="<b>x</b>", url='/"><script>')
    assert "<b>" not in html
    assert "<script>" not in html


def test_every_icon_named_is_drawn():
    engine = engines["django"].engine
    roots = [root for root in engine.dirs if (root / "components").is_dir()]
    sprite = (roots[0].parent / "static" / "img" / "icons.svg").read_text("utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    text = "".join(path.read_text("utf-8") for path in roots[0].rglob("*.html"))
    named = set(re.findall(r'components/icon\.html" with name="([\w-]+)"', text))
    named |= set(re.findall(r'\bicon="([\w-]+)"', text))
    assert named <= drawn
