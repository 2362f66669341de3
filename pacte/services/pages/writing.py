"""The page tree: created once, then left to the editors."""

import datetime as dt
from collections.abc import Callable, Sequence

from wagtail.models import Page, Site

from pacte.models import (
    ArticleIndexPage,
    EventIndexPage,
    HomePage,
    Place,
    PlacePage,
    StandardPage,
)
from pacte.services.loading import Ledger, add_first_revisions
from pacte.services.loading.bodies import body
from pacte.services.pages.files import PageRow

SITE_NAME = "Pacte économique local"


def write_pages(rows: Sequence[PageRow], ledger: Ledger, *, now: dt.datetime) -> None:
    """Create the pages never loaded: the home page, root of the site, then those under it."""
    pages = ledger.pending("page", rows)
    if not pages:
        return
    _write_home(rows[0], ledger, now)
    home = _standing(ledger, rows[0].key)
    if home is None:
        return
    for row in pages:
        if row.kind != "home" and (page := _page(row)):
            add_page(home, page, "page", row.key, ledger, now)


def _standing(ledger: Ledger, key: str) -> Page | None:
    return HomePage.objects.filter(pk=ledger.known.get(("page", key), 0)).first()


def _publish(parent: Page, page: Page, now: dt.datetime) -> None:
    page.first_published_at = page.last_published_at = now
    parent.add_child(instance=page)
    add_first_revisions([page], now=now)


def add_page(
    parent: Page, page: Page, dataset: str, key: str, ledger: Ledger, now: dt.datetime
) -> None:
    """Add a published page with its first revision, unless one stands at its address."""
    standing = Page.objects.child_of(parent).filter(slug=page.slug).first()
    if standing is None:
        _publish(parent, page, now)
    ledger.remember(dataset, {key: (standing or page).pk})


def _write_home(row: PageRow, ledger: Ledger, now: dt.datetime) -> None:
    if ("page", row.key) in ledger.known:
        return
    root = Page.get_first_root_node()
    home = HomePage.objects.first()
    if home is None:
        home = HomePage(**_common(row), figures=body("figures", row.figures))
        _publish(root, home, now)
    ledger.remember("page", {row.key: home.pk})
    _serve(home)


def _serve(home: Page) -> None:
    """Make a page the root of the default site, in place of Wagtail's welcome page."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    former = site.root_page if site.pk else None
    site.root_page, site.site_name = home, SITE_NAME
    site.hostname = site.hostname or "localhost"
    site.save()
    if former is not None and former.specific_class is Page and former.is_leaf():
        former.delete()


def _common(row: PageRow) -> dict[str, object]:
    return {
        "title": row.title,
        "slug": row.key,
        "introduction": row.introduction,
        "search_description": row.search_description,
        "show_in_menus": row.in_menus,
        "body": body(f"page/{row.key}", row.body),
    }


def _place_page(row: PageRow) -> Page | None:
    place = Place.objects.filter(slug=row.key).first()
    return PlacePage(**_common(row), place=place) if place else None


MAKERS: dict[str, Callable[[PageRow], Page | None]] = {
    "articles": lambda row: ArticleIndexPage(**_common(row)),
    "events": lambda row: EventIndexPage(**_common(row)),
    "place": _place_page,
    "standard": lambda row: StandardPage(**_common(row)),
}


def _page(row: PageRow) -> Page | None:
    return MAKERS[row.kind](row)
