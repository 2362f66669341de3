"""A posting written on a telephone: words chosen, matches seen, sent; with and without a script."""

import sys
import time
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import WIDTHS, looked_at_everywhere, open_page

CLICKS = "window.clicks = 0; addEventListener('click', () => { window.clicks += 1; }, true);"


def open_form(browser: Browser, site: str, **options: Any) -> Page:
    page = open_page(browser, WIDTHS["telephone"], **options)
    page.goto(f"{site}/annonces/deposer/")
    return page


def tell_who(page: Page) -> None:
    page.get_by_label("Nom de l’organisation").fill("Fournil essayé (fictif)")
    page.get_by_label("Commune de l’organisation").fill("Grenoble")
    page.get_by_label("Votre nom").fill("Contact fictif")
    page.get_by_label("Adresse électronique").fill("contact@fournil.example")
    page.get_by_label("J’accepte").check()


def test_a_visitor_posts_from_a_telephone(browser: Browser, site: str, capsys: Any) -> None:
    page = open_form(browser, site)
    page.evaluate(CLICKS)
    start = time.monotonic()
    page.get_by_label("Je propose").check()
    what = page.get_by_role("combobox", name="Quoi")
    what.press_sequentially("pain inv", delay=20)
    page.get_by_role("option", name="Pain invendu").click()
    expect(what).to_have_value("Pain invendu")
    expect(page.locator("[data-part=understood]")).to_contain_text("Compris : Pain invendu")
    page.get_by_label("Quantité").fill("30 caisses de 12")
    page.get_by_label("Unité", exact=True).select_option("piece")
    expect(page.locator("[data-part=conversion]")).to_contain_text("360 pièces ≈", timeout=20_000)
    matches = page.locator("[data-part=matches]")
    expect(matches).to_contain_text("Au moins", timeout=60_000)
    expect(page.locator("[data-draft-status]")).to_contain_text("Brouillon gardé", timeout=20_000)
    tell_who(page)
    clicks = page.evaluate("window.clicks") + 1
    page.get_by_role("button", name="Envoyer l’annonce").click()
    page.wait_for_url("**/merci/")
    seconds = time.monotonic() - start
    expect(page.locator("main")).to_contain_text("Sa référence")
    with capsys.disabled():
        sys.stdout.write(f"\nposted at 390 px in {clicks} clicks and {seconds:.0f} s\n")
    page.context.close()


def test_what_was_typed_is_there_again(browser: Browser, site: str) -> None:
    page = open_form(browser, site)
    page.get_by_role("combobox", name="Quoi").fill("xyzzy zzzqqq")
    expect(page.locator("[data-part=understood]")).to_contain_text("ne reconnaissons pas encore")
    expect(page.locator("[data-draft-status]")).to_contain_text("Brouillon gardé", timeout=20_000)
    page.goto(f"{site}/annonces/deposer/")
    expect(page.get_by_role("combobox", name="Quoi")).to_have_value("xyzzy zzzqqq")
    assert looked_at_everywhere(page) == []
    page.get_by_role("button", name="Recommencer à zéro").click()
    expect(page.get_by_role("combobox", name="Quoi")).to_have_value("")
    page.context.close()


def test_the_keyboard_chooses_the_words(browser: Browser, site: str) -> None:
    page = open_form(browser, site)
    what = page.get_by_role("combobox", name="Quoi")
    what.press_sequentially("carot", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    what.press("ArrowDown")
    what.press("Enter")
    expect(what).to_have_value("Carottes")
    assert page.url.endswith("/annonces/deposer/")
    page.context.close()


def test_without_a_script_the_button_shows_the_matches(browser: Browser, site: str) -> None:
    page = open_form(browser, site, java_script_enabled=False)
    page.get_by_label("Je propose").check()
    page.get_by_label("Quoi").fill("pain de la veille")
    page.get_by_role("button", name="Voir les correspondances").click()
    expect(page.locator("[data-part=matches]")).to_contain_text("Au moins")
    expect(page.get_by_label("Quoi")).to_have_value("pain de la veille")
    page.get_by_role("button", name="Garder le brouillon").click()
    expect(page.locator("main")).to_contain_text("Votre brouillon du")
    page.context.close()
