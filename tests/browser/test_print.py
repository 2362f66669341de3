"""On paper: the content alone, and no table cut at the edge of the sheet."""

from playwright.sync_api import Browser

from tests.browser.pages import PAGES
from tests.browser.test_pages import open_page

ACROSS = 1030
"""What the margins leave of an A4 sheet that lies across, in pixels."""


def test_the_months_of_a_plan_fit_on_a_sheet(browser: Browser, site: str):
    page = open_page(browser, ACROSS)
    page.goto(site + PAGES["cooperation/plans/detail.html"])
    page.emulate_media(media="print")
    table = page.locator(".plan-coverage")
    assert table.evaluate("e => e.offsetWidth - e.parentElement.clientWidth") <= 0
    assert page.locator(".site-header").is_hidden()
    page.context.close()


def test_a_suggestion_is_unfolded_and_its_title_stays_with_it(browser: Browser, site: str):
    page = open_page(browser, 700)
    page.goto(site + PAGES["cooperation/suggestions/list.html"])
    page.emulate_media(media="print")
    card = page.locator(".suggestion").first
    assert card.locator(".score").is_visible()
    assert card.evaluate("e => getComputedStyle(e).breakInside") == "auto"
    title = card.locator(".suggestion__reason")
    assert title.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    page.context.close()
