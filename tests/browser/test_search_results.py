"""The results in a real browser: a map and its list that agree, and facets too long to read."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.test_pages import open_page

FIELD = "#site-search"


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    page = open_page(browser, 1280)
    yield page
    page.context.close()


def _violations_off_the_map(page: Page) -> list[str]:
    """Leave out the size of points: where they stand, cut by the edge or not, is the map."""
    return [found for found in violations(page) if not found.startswith("target-size: ['<div")]


class TestMapAndList:
    @pytest.fixture
    def atlas(self, page: Page, site: str) -> Page:
        page.goto(f"{site}/annuaire/?vue=carte&page=2")
        expect(page.locator(".map .map__cluster").first).to_be_visible()
        return page

    def _zoom(self, page: Page, times: int) -> None:
        for _ in range(times):
            page.get_by_role("button", name="Agrandir").click()
            page.wait_for_timeout(400)
        self._settle(page)

    def _settle(self, page: Page) -> None:
        """Wait until the map has stopped, and said so: it is slow on a machine that is busy."""
        seen, said = None, page.locator(".map-results__bar [role=status]")
        while (now := said.text_content()) != seen or not now:
            seen = now
            page.wait_for_timeout(700)

    def _count(self, page: Page) -> int:
        said = page.locator(".map-results__bar [role=status]")
        expect(said).to_have_text(re.compile(r"^\d+ .* dans cette zone$"))
        return int((said.text_content() or "").split()[0])

    def test_the_list_keeps_to_what_the_map_shows(self, atlas: Page):
        shown = atlas.locator("[data-ref]:visible")
        everything = shown.count()
        here = atlas.get_by_role("button", name="Chercher dans cette zone")
        expect(here).to_be_hidden()
        self._zoom(atlas, 3)
        expect(here).to_be_visible()
        assert 0 < self._count(atlas) < everything
        assert shown.count() == self._count(atlas)
        assert (
            atlas.locator("[data-ref-group]:visible:not(:has([data-ref]:not([hidden])))").count()
            == 0
        )
        atlas.get_by_role("button", name="Revoir toute la carte").click()
        expect(here).to_be_hidden()
        assert shown.count() == everything

    def test_arrows_move_the_map_and_the_list_follows(self, atlas: Page):
        atlas.locator(".map").focus()
        for _ in range(8):
            atlas.keyboard.press("ArrowLeft")
            atlas.wait_for_timeout(60)
        self._settle(atlas)
        expect(atlas.get_by_role("button", name="Chercher dans cette zone")).to_be_visible()
        expect(atlas.locator("[data-ref]:visible")).to_have_count(self._count(atlas))

    def test_an_item_lights_its_marker_and_a_marker_its_item(self, atlas: Page):
        atlas.locator("[data-ref]:visible a").first.focus()
        expect(atlas.locator(".map .is-lit")).to_have_count(1)
        atlas.locator("h1").hover()
        atlas.locator(FIELD).focus()
        expect(atlas.locator(".is-lit")).to_have_count(0)
        point = atlas.locator(".map [data-point]").first
        point.focus()
        ref = point.get_attribute("data-point")
        expect(atlas.locator(f"[data-ref='{ref}']")).to_have_class(re.compile("is-lit"))

    def test_searching_here_asks_for_what_the_view_holds(self, atlas: Page):
        self._zoom(atlas, 2)
        found = self._count(atlas)
        atlas.get_by_role("button", name="Chercher dans cette zone").press("Enter")
        atlas.wait_for_url(
            re.compile(
                r"/annuaire/\?vue=carte&lat=4\d\.\d{5}&lon=5\.\d{5}&rayon=\d{1,3}(\.\d)?#z=\d+$"
            )
        )
        expect(atlas.locator(".map .leaflet-marker-icon").first).to_be_visible()
        assert atlas.locator("[data-ref]").count() >= found
        expect(atlas.get_by_role("button", name="Chercher dans cette zone")).to_be_hidden()
        assert _violations_off_the_map(atlas) == []

    def test_it_fits_a_telephone(self, atlas: Page):
        atlas.set_viewport_size({"width": 390, "height": 800})
        self._zoom(atlas, 1)
        expect(atlas.get_by_role("button", name="Chercher dans cette zone")).to_be_visible()
        assert atlas.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert _violations_off_the_map(atlas) == []


class TestLongFacets:
    @pytest.fixture
    def facet(self, page: Page, site: str) -> Locator:
        page.goto(f"{site}/annuaire/?commune=38170")
        facet = page.locator("details.facet", has=page.locator("[name=commune]"))
        facet.evaluate("node => { node.open = true; }")
        return facet

    def test_a_field_narrows_it_whatever_the_accents(self, facet: Locator):
        field = facet.locator(".facet__filter input")
        before = facet.page.url
        field.fill("echirOLles")
        names = facet.locator(".choice:visible > span:first-of-type")
        expect(names).to_have_text(["Fontanil-Cornillon", "Échirolles"])
        expect(facet.locator("[role=status]")).to_have_text("1 valeur.")
        field.press("Enter")
        assert facet.page.url == before
        field.press("Escape")
        assert names.count() > 10

    def test_what_is_chosen_comes_first_and_stays(self, facet: Locator):
        first = facet.locator(".choice").first
        expect(first).to_contain_text("Fontanil-Cornillon")
        expect(first.locator("input")).to_be_checked()
        facet.locator(".facet__filter input").fill("zzz")
        expect(facet.locator(".choice:visible")).to_have_count(1)
        expect(facet.locator("[role=status]")).to_have_text("Aucune valeur.")

    def test_a_short_facet_stays_as_it_is(self, facet: Locator):
        for body in facet.page.locator(".facet__body").all():
            assert (body.locator(".facet__filter").count() == 1) == (
                body.locator(".choice [type=checkbox]").count() > 10
            )
