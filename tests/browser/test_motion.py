"""Who asks for no motion gets none: so do the audits, which catch no colour half-way."""

from playwright.sync_api import Browser

from tests.browser.pages import PAGES
from tests.browser.test_pages import WIDTHS, open_page

MOVING = """[...document.querySelectorAll("*")].filter(element => {
  const { transitionDuration: change, animationName: name } = getComputedStyle(element);
  return change.split(", ").some(length => parseFloat(length) > 0) || name !== "none";
}).length"""
"""How many elements would move."""


def test_nothing_moves_for_who_asks_so(browser: Browser, site: str):
    page = open_page(browser, WIDTHS["desktop"])
    page.goto(site + PAGES["styleguide.html"])
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(MOVING) == 0
        assert page.evaluate("document.getAnimations().length") == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) > 0
    page.context.close()
