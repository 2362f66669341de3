"""Searching in a real browser: proposals while typing, and what was searched before."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.test_pages import looked_at_everywhere, open_page

FIELD = "#site-search"
HOSTILE = "<img src=x onerror=alert(1)>"
ROWS = [
    {"label": "Échirolles", "url": "/annuaire/?commune=38151", "kind": "place", "detail": "lieu"},
    {"label": HOSTILE, "url": "/annuaire/?q=b", "kind": "resource", "detail": "ressource"},
    {"label": "x" * 180, "url": "/annuaire/?q=c", "kind": "unheard of", "detail": ""},
    {"label": "Ailleurs", "url": "https://example.org/", "kind": "article", "detail": "article"},
    {"label": "Script", "url": "javascript:alert(1)", "kind": "article", "detail": "article"},
]
"""What the server would propose, the last two not to be trusted."""


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    page = open_page(browser, 1280)
    page.goto(f"{site}/plan-du-site/")
    yield page
    page.context.close()


def _stub(page: Page, rows: list[dict[str, Any]]) -> list[str]:
    """Answer for the server; give the words that were sent, as they come."""
    sent: list[str] = []

    def answer(route: Any) -> None:
        sent.append(route.request.url.partition("q=")[2])
        route.fulfill(json={"results": rows})

    page.route("**/suggestions.json*", answer)
    return sent


def _options(page: Page) -> Locator:
    return page.locator(f"{FIELD}-propositions [role=option]")


def _typed(page: Page, text: str) -> Locator:
    page.locator(FIELD).press_sequentially(text)
    options = _options(page)
    expect(options.first).to_be_visible()
    return options


def _chosen(page: Page) -> str | None:
    """Give what a screen reader would read: the option that the field points at."""
    return page.evaluate(
        "s => document.getElementById("
        "document.querySelector(s).getAttribute('aria-activedescendant'))?.innerText ?? null",
        FIELD,
    )


def _status(page: Page) -> Locator:
    return page.locator(f"{FIELD} ~ [role=status]")


def _search_for(page: Page, text: str) -> None:
    page.fill(FIELD, text)
    with page.expect_navigation():
        page.press(FIELD, "Enter")


class TestProposals:
    def test_the_keyboard_walks_the_list_and_goes_where_it_says(self, page: Page):
        _stub(page, ROWS)
        options = _typed(page, "éch")
        field = page.locator(FIELD)
        expect(field).to_have_role("combobox")
        expect(field).to_have_attribute("aria-expanded", "true")
        expect(_status(page)).to_have_text("3 propositions, flèches pour choisir.")
        assert _chosen(page) is None
        for key, place in (("ArrowDown", 0), ("End", 2), ("ArrowDown", None), ("ArrowUp", 2)):
            field.press(key)
            expected = None if place is None else options.nth(place).inner_text()
            assert _chosen(page) == expected
        field.press("Home")
        expect(options.first).to_have_attribute("aria-selected", "true")
        assert page.locator("[aria-selected=true]").count() == 1
        expect(field).to_be_focused()
        field.press("Enter")
        page.wait_for_url("**/annuaire/?commune=38151")

    def test_enter_without_choosing_searches_for_the_words(self, page: Page):
        _stub(page, ROWS)
        _typed(page, "pain rassis")
        page.press(FIELD, "Enter")
        page.wait_for_url(re.compile(r"/recherche/\?q=pain\+rassis$"))

    def test_escape_closes_then_empties_and_tab_leaves(self, page: Page):
        _stub(page, ROWS)
        options = _typed(page, "pain")
        page.press(FIELD, "Escape")
        expect(options.first).to_be_hidden()
        expect(page.locator(FIELD)).to_have_value("pain")
        page.press(FIELD, "Escape")
        expect(page.locator(FIELD)).to_have_value("")
        options = _typed(page, "pain")
        page.press(FIELD, "Tab")
        expect(options.first).to_be_hidden()
        expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
        expect(page.locator(".site-header search button[type=submit]")).to_be_focused()

    def test_an_answer_is_text_and_leads_nowhere_else(self, page: Page):
        _stub(page, ROWS)
        options = _typed(page, "img")
        expect(options).to_have_count(3)
        expect(options.nth(1)).to_contain_text(HOSTILE)
        assert page.locator(f"{FIELD}-propositions img").count() == 0

    def test_a_word_is_asked_once_and_nothing_is_said_when_nothing_is_found(self, page: Page):
        sent = _stub(page, [])
        page.locator(FIELD).press_sequentially("bocal", delay=10)
        expect(_status(page)).to_have_text("Aucune proposition.")
        assert sent == ["bocal"]
        expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")

    def test_a_late_answer_does_not_replace_a_newer_one(self, page: Page):
        page.evaluate(
            """() => { const real = fetch; window.fetch = async (url, options) => {
                 const slow = String(url).endsWith("q=pa");
                 if (slow) await new Promise((done) => setTimeout(done, 700));
                 options.signal.throwIfAborted();
                 const label = slow ? "ancien" : "nouveau";
                 return new Response(JSON.stringify({results: [{label, url: "/"}]})); } }"""
        )
        page.locator(FIELD).press_sequentially("pa")
        page.wait_for_timeout(250)
        page.locator(FIELD).press_sequentially("in")
        expect(_options(page)).to_have_text(["nouveau"])
        page.wait_for_timeout(700)
        expect(_options(page)).to_have_text(["nouveau"])

    def test_an_answer_that_fails_leaves_an_ordinary_field(self, page: Page):
        page.route("**/suggestions.json*", lambda route: route.fulfill(status=503, body="non"))
        with page.expect_response("**/suggestions.json*"):
            page.locator(FIELD).press_sequentially("pain")
        expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
        page.press(FIELD, "Enter")
        page.wait_for_url("**/recherche/?q=pain")

    def test_the_server_proposes_the_place_that_is_begun(self, page: Page):
        options = _typed(page, "echirol")
        expect(options.first).to_contain_text("Échirolles")
        options.first.click()
        page.wait_for_url("**/recherche/?commune=38151")

    def test_a_finger_chooses_on_a_telephone(self, browser: Browser, site: str):
        page = open_page(browser, 390, has_touch=True)
        page.goto(f"{site}/plan-du-site/")
        _stub(page, ROWS)
        page.tap(FIELD)
        options = _typed(page, "pa")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert all((box := o.bounding_box()) and box["height"] >= 44 for o in options.all())
        options.nth(1).tap()
        page.wait_for_url("**/annuaire/?q=b")
        page.context.close()

    def test_axe_finds_no_violation_in_the_open_list(self, page: Page):
        _stub(page, ROWS[:3])
        _typed(page, "pa")
        page.press(FIELD, "ArrowDown")
        assert looked_at_everywhere(page) == []
        assert _options(page).first.is_visible()

    def test_without_javascript_it_is_a_field_of_search(self, browser: Browser, site: str):
        page = open_page(browser, 1280, java_script_enabled=False)
        page.goto(f"{site}/plan-du-site/")
        expect(page.locator(FIELD)).to_have_attribute("type", "search")
        page.fill(FIELD, "pain")
        page.press(FIELD, "Enter")
        page.wait_for_url("**/recherche/?q=pain")
        page.context.close()


class TestRecentSearches:
    @pytest.fixture
    def searched(self, page: Page) -> Page:
        for text in ("bocaux", "Pain", "traiteur", "  pain "):
            _search_for(page, text)
        page.fill(FIELD, "")
        page.locator(FIELD).blur()
        return page

    def test_they_are_shown_latest_first_and_sent_to_nobody(self, searched: Page):
        sent: list[str] = []
        searched.on("request", lambda request: sent.append(request.url))
        searched.focus(FIELD)
        expect(_options(searched)).to_have_text(["pain", "traiteur", "bocaux"])
        expect(_status(searched)).to_have_text("Recherches récentes\u00a0: 3")
        assert sent == []
        searched.press(FIELD, "ArrowDown")
        searched.press(FIELD, "ArrowDown")
        searched.press(FIELD, "Enter")
        searched.wait_for_url("**/recherche/?q=traiteur")

    def test_each_is_forgotten_by_key_or_button_and_all_at_once(self, searched: Page):
        searched.focus(FIELD)
        searched.press(FIELD, "ArrowDown")
        searched.press(FIELD, "Delete")
        expect(_options(searched)).to_have_text(["traiteur", "bocaux"])
        expect(_status(searched)).to_have_text("«\u00a0pain\u00a0» est oublié.")
        assert _chosen(searched) == "traiteur"
        searched.get_by_role("button", name="Oublier «\u00a0bocaux\u00a0»").click()
        expect(_options(searched)).to_have_text(["traiteur"])
        searched.press(FIELD, "Tab")
        expect(searched.get_by_role("button", name="Effacer les recherches")).to_be_focused()
        searched.keyboard.press("Enter")
        expect(_options(searched).first).to_be_hidden()
        assert searched.evaluate("localStorage.length") == 0
        expect(searched.locator(FIELD)).to_be_focused()

    def test_eight_are_kept(self, page: Page):
        page.evaluate("localStorage['recherches-recentes'] = JSON.stringify([...'abcdefgh'])")
        _search_for(page, "pain")
        kept = page.evaluate("JSON.parse(localStorage['recherches-recentes'])")
        assert kept == ["pain", *"abcdefg"]

    def test_axe_finds_no_violation_when_they_are_open(self, searched: Page):
        searched.focus(FIELD)
        searched.press(FIELD, "ArrowDown")
        searched.set_viewport_size({"width": 390, "height": 800})
        searched.emulate_media(color_scheme="dark")
        assert violations(searched) == []
        assert searched.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert _options(searched).first.is_visible()

    @pytest.mark.parametrize("broken", ["{", '"pain"', "[1, null, {}]"])
    def test_what_another_wrote_is_passed_over(self, page: Page, broken: str):
        page.evaluate("text => localStorage.setItem('recherches-recentes', text)", broken)
        page.focus(FIELD)
        expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
        _search_for(page, "pain")
        assert page.evaluate("localStorage['recherches-recentes']") == '["pain"]'

    def test_a_browser_that_stores_nothing_searches_all_the_same(self, browser: Browser, site: str):
        page = open_page(browser, 1280)
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
        )
        page.goto(f"{site}/plan-du-site/")
        page.focus(FIELD)
        _stub(page, ROWS)
        _typed(page, "pain")
        page.press(FIELD, "Enter")
        page.wait_for_url("**/recherche/?q=pain")
        assert problems == []
        page.context.close()
