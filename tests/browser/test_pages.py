"""Every page in a real browser: accessible, light, self-contained, and fitting a telephone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.browser.axe import COLOURS, EVERYTHING, violations
from tests.browser.conftest import PASSWORD
from tests.browser.pages import (
    ACCOUNT_PAGES,
    MEMBER_PAGES,
    PAGES,
    PERSONAL_LINKS,
    SECOND_FACTOR_PAGES,
    STAFF_PAGES,
    STATUSES,
    WITHOUT_PASSWORD,
)

TEMPLATES = Path(__file__).resolve().parents[2] / "site" / "templates"
BASES = ("base.html", "pacte/base.html", "pacte/pages/base.html")
BEHIND_LOGIN = ("pacte/accounts/my_space.html", "search/saved/mine.html")
HEAVY = ("cooperation/network/page.html", "styleguide.html")
"""The picture of the whole network, and the page that shows every component at once."""
WIDTHS = {"telephone": 390, "desktop": 1280}
ZOOMED = 320
"""What is left of a screen of 1280 pixels at 400 %: nothing may have to be scrolled sideways."""
SCHEMES: dict[Literal["light", "dark"], Any] = {"light": EVERYTHING, "dark": COLOURS}


def open_page(browser: Browser, width: int, **options: object) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        locale="fr-FR",
        reduced_motion="reduce",  # no colour is caught half-way
        **options,
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def test_every_page_template_is_looked_at():
    pages = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if any(f'{{% extends "{base}" %}}' in path.read_text() for base in BASES)
    }
    listed = {*PAGES, *STAFF_PAGES, *ACCOUNT_PAGES, *SECOND_FACTOR_PAGES, *WITHOUT_PASSWORD}
    listed |= {*MEMBER_PAGES, *PERSONAL_LINKS}
    assert pages - {*BASES, *BEHIND_LOGIN} <= listed


def overflowing(page: Page, name: str, width: int) -> list[str]:
    """Give the window a width, and say by how much the page is wider."""
    page.set_viewport_size({"width": width, "height": 900})
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"{name}: wider than the screen by {overflow} px"] if overflow > 0 else []


def looked_at_everywhere(page: Page) -> list[str]:
    """Run axe at both widths and in both schemes, every fold open; say what it finds."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    found = overflowing(page, "zoomed", ZOOMED)
    for name, width in WIDTHS.items():
        found += overflowing(page, name, width)
        for scheme, rules in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            found += [f"{name}, {scheme}: {violation}" for violation in violations(page, rules)]
    return found


def _status(template: str) -> int:
    code = template[:3]
    return STATUSES.get(template, int(code) if code.isdigit() else 200)


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """The window of somebody who is nobody yet, opened once: only what one page leaves is shared."""
    page = open_page(browser, WIDTHS["desktop"])
    yield page.context
    page.context.close()


@pytest.mark.parametrize("template", PAGES)
def test_axe_finds_no_violation_and_the_page_fits(
    visitor: BrowserContext, site: str, template: str
):
    page = visitor.new_page()
    page.set_default_timeout(15_000)
    response = page.goto(site + PAGES[template])
    assert response is not None
    assert response.status == _status(template)
    assert looked_at_everywhere(page) == []
    page.close()


@pytest.fixture(scope="session")
def member(browser: Browser, site: str) -> Any:
    """The session of a member, opened once: the door of the site is throttled by account."""
    page = open_page(browser, WIDTHS["desktop"])
    page.goto(f"{site}/connexion/?next=/mon-espace/")
    page.fill("[name=login]", "membre@pacte-economique.example")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/mon-espace/")
    state = page.context.storage_state()
    page.context.close()
    return state


def test_axe_finds_no_violation_in_a_members_space(browser: Browser, site: str, member: Any):
    page = open_page(browser, WIDTHS["desktop"], storage_state=member)
    page.goto(f"{site}/mon-espace/")
    assert looked_at_everywhere(page) == []
    page.context.close()


@pytest.mark.parametrize("template", MEMBER_PAGES)
def test_axe_finds_no_violation_in_the_pages_of_members(
    browser: Browser, site: str, member: Any, template: str
):
    path, _arrow, button = MEMBER_PAGES[template].partition(" > ")
    page = open_page(browser, WIDTHS["desktop"], storage_state=member)
    page.goto(site + path)
    assert page.url == site + path
    if button:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        with page.expect_navigation():
            page.locator(f"main {button}").first.click()
    assert looked_at_everywhere(page) == []
    page.context.close()


@pytest.fixture(scope="session")
def staff(browser: Browser, site: str) -> Any:
    """The session of the staff, opened once: the door of the site is throttled by account."""
    path = "/pilotage/groupes/?vue=liens"
    page = open_page(browser, WIDTHS["desktop"])
    page.goto(f"{site}/connexion/?next={quote(path)}")
    page.fill("[name=login]", "animation@pacte-economique.example")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: url == site + path)
    state = page.context.storage_state()
    page.context.close()
    return state


@pytest.mark.parametrize("template", STAFF_PAGES)
def test_axe_finds_no_violation_in_the_pages_of_the_staff(
    browser: Browser, site: str, staff: Any, template: str
):
    path, _arrow, link = STAFF_PAGES[template].partition(" > ")
    page = open_page(browser, WIDTHS["desktop"], storage_state=staff)
    page.goto(site + path)
    assert page.url == site + path
    if link:
        page.goto(site + str(page.locator(link).first.get_attribute("href")))
    assert looked_at_everywhere(page) == []
    page.context.close()


@pytest.mark.parametrize("template", PAGES)
def test_a_page_is_light_and_asks_nobody_else(browser: Browser, site: str, template: str):
    page = open_page(browser, WIDTHS["desktop"])
    requests: list[str] = []
    answered: list[Request] = []
    problems: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("response", lambda response: answered.append(response.request))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda m: m.type == "error" and problems.append(m.text))
    page.goto(site + PAGES[template], wait_until="networkidle")
    foreign = [url for url in requests if not url.startswith((site, "data:"))]
    sizes = [request.sizes() for request in answered if not request.url.startswith("data:")]
    weight = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes)
    limit = 150_000 if template == "pacte/pages/home.html" else 250_000
    assert foreign == []
    assert _status(template) != 200 or problems == []
    assert len(requests) <= 25
    assert weight < limit or template in HEAVY
    page.context.close()


@pytest.mark.parametrize("template", PAGES)
def test_a_page_works_without_javascript(browser: Browser, site: str, template: str):
    page = open_page(browser, WIDTHS["desktop"], java_script_enabled=False)
    page.goto(site + PAGES[template])
    assert page.locator("h1").count() == 1
    assert page.locator("main").is_visible()
    page.context.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, site: str):
    page = open_page(browser, WIDTHS["desktop"])
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")
    page.context.close()
