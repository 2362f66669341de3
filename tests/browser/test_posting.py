"""A posting written on a telephone: words chosen, matches seen, sent; with and without a script."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.story.actor import Actor
from tests.browser.story.people import Newcomer, says_how_to_be_reached
from tests.browser.test_pages import WIDTHS, looked_at_everywhere, open_page

BAKER = Newcomer("Fournil essayé (fictif)", "", "contact@fournil.example")
TWO_MINUTES = 120
"""Seconds that the site promises are enough, on a telephone."""


def open_form(browser: Browser, site: str, **options: Any) -> Page:
    page = open_page(browser, WIDTHS["telephone"], **options)
    page.goto(f"{site}/annonces/deposer/")
    return page


def test_a_visitor_posts_from_a_telephone(
    browser: Browser, site: str, say: Callable[[str], None]
) -> None:
    visitor = Actor.enters(browser, site, "telephone")
    page = visitor.page
    visitor.link("Déposer une annonce")
    visitor.tick("Je propose")
    what = page.get_by_role("combobox", name="Quoi")
    visitor.spell(what, "pain inv")
    visitor.press(page.get_by_role("option", name="Pain invendu"))
    expect(what).to_have_value("Pain invendu")
    expect(page.locator("[data-part=understood]")).to_contain_text("Compris : Pain invendu")
    visitor.write(re.compile("^Quantité"), "30 caisses de 12")
    visitor.choose(re.compile("^Unité"), "piece")
    expect(page.locator("[data-part=conversion]")).to_contain_text("360 pièces ≈", timeout=20_000)
    matches = page.locator("[data-part=matches]")
    expect(matches).to_contain_text("Au moins", timeout=60_000)
    expect(page.locator("[data-draft-status]")).to_contain_text("Brouillon gardé", timeout=20_000)
    visitor.write("Nom de l’organisation", BAKER.organisation)
    visitor.write("Commune de l’organisation", "Grenoble")
    says_how_to_be_reached(visitor, BAKER)
    visitor.button("Envoyer l’annonce")
    visitor.reads("Sa référence")
    say(f"posting, without an account: {visitor.tally.told('telephone')}")
    assert visitor.tally.within(clicks=7, fields=6)
    assert visitor.tally.seconds("telephone") < TWO_MINUTES
    assert visitor.problems == []
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


def test_matches_come_however_long_the_engine_takes_to_wake(browser: Browser, site: str) -> None:
    page = open_form(browser, site)
    patient = []

    def answer(route: Route) -> None:
        if "attente=1" in (route.request.post_data or ""):
            patient.append(route)
        said = "<p data-busy>Un instant</p>" if len(patient) < 3 else "<p>Au moins une</p>"
        route.fulfill(content_type="text/html", body=f'<div data-part="matches">{said}</div>')

    page.route("**/annonces/deposer/apercu/", answer)
    page.get_by_role("combobox", name="Quoi").fill("carottes")
    expect(page.locator("[data-part=matches]")).to_have_text("Au moins une")
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
