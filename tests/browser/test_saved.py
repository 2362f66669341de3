"""A search followed from the form to the last click, in a real browser, by its e-mails."""

from playwright.sync_api import Browser

from tests.browser.letters import Letters
from tests.browser.test_pages import WIDTHS, looked_at_everywhere, open_page


def test_a_search_is_followed_then_left(browser: Browser, site: str, letters: Letters):
    page = open_page(browser, WIDTHS["desktop"])
    page.goto(f"{site}/recherche/?q=pain")
    page.get_by_role("link", name="Être prévenu des nouveautés").click()
    page.fill("[name=email]", "essai@personnel.example")
    page.check("[name=consent]")
    page.get_by_role("button", name="Recevoir les nouveautés").click()
    page.wait_for_url("**/envoyee/")
    page.goto(site + letters.path("/recherche/enregistrees/[0-9a-f-]+/confirmer/"))
    assert looked_at_everywhere(page) == []
    page.get_by_role("button", name="Confirmer et recevoir").click()
    page.get_by_role("heading", name="Mes recherches enregistrées").wait_for()
    assert looked_at_everywhere(page) == []
    page.goto(f"{page.url}arreter/")
    assert looked_at_everywhere(page) == []
    page.get_by_role("button", name="Ne plus rien recevoir").click()
    page.get_by_role("heading", name="C’est arrêté").wait_for()
    page.context.close()
