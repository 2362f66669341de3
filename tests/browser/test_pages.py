"""Every page in a real browser: accessible, light, self-contained, and fitting a telephone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Response

from tests.browser.pages import PAGES

AXE = Axe()
RULES = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22aa",
            "RGAAv4",
            "best-practice",
        ],
    }
}
TEMPLATES = Path(__file__).resolve().parents[2] / "site" / "templates"
PARTIAL = ("base.html", "403.html", "403_csrf.html", "429.html", "500.html", "503.html")
BASES = ("base.html", "pacte/base.html", "pacte/pages/base.html")
BEHIND_LOGIN = ("pacte/accounts/my_space.html",)
WIDTHS = {"telephone": 390, "desktop": 1280}


def _page(browser: Browser, width: int, **options: object) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale="fr-FR", **options
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def _violations(page: Page) -> list[str]:
    found = AXE.run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]


def test_every_page_template_is_looked_at():
    pages = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if any(f'{{% extends "{base}" %}}' in path.read_text() for base in BASES)
    }
    assert pages - {*PARTIAL, *BASES, *BEHIND_LOGIN} <= set(PAGES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("template", PAGES)
def test_axe_finds_no_violation(browser: Browser, site: str, template: str, width, scheme):
    page = _page(browser, width, color_scheme=scheme)
    response = page.goto(site + PAGES[template])
    assert response is not None
    assert response.status == (404 if template == "404.html" else 200)
    assert _violations(page) == []
    page.context.close()


@pytest.mark.parametrize("template", PAGES)
def test_a_page_fits_a_telephone(browser: Browser, site: str, template: str):
    page = _page(browser, WIDTHS["telephone"])
    page.goto(site + PAGES[template])
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    page.context.close()


@pytest.mark.parametrize("template", PAGES)
def test_a_page_is_light_and_asks_nobody_else(browser: Browser, site: str, template: str):
    page = _page(browser, WIDTHS["desktop"])
    requests: list[Request] = []
    responses: list[Response] = []
    problems: list[str] = []
    page.on("request", requests.append)
    page.on("response", responses.append)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda m: m.type == "error" and problems.append(m.text))
    page.goto(site + PAGES[template], wait_until="networkidle")
    foreign = [r.url for r in requests if not r.url.startswith((site, "data:"))]
    sizes = [r.request.sizes() for r in responses if not r.url.startswith("data:")]
    weight = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes)
    limit = 150_000 if template == "pacte/pages/home.html" else 250_000
    assert foreign == []
    assert template == "404.html" or problems == []
    assert len(requests) <= 25
    assert weight < limit or "network" in template
    page.context.close()


@pytest.mark.parametrize("template", PAGES)
def test_a_page_works_without_javascript(browser: Browser, site: str, template: str):
    page = _page(browser, WIDTHS["desktop"], java_script_enabled=False)
    page.goto(site + PAGES[template])
    assert page.locator("h1").count() == 1
    assert page.locator("main").is_visible()
    page.context.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, site: str):
    page = _page(browser, WIDTHS["desktop"])
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")
    page.context.close()
