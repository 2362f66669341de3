"""The page tree of the demonstration: created once, then left to the editors."""

import datetime as dt
from collections.abc import Callable

from wagtail.models import Page, Site

from cooperation.services.demonstration.page_files import ArticleRow, PageRow, PagesData
from pacte.models import (
    ArticleCategory,
    ArticleIndexPage,
    ArticlePage,
    EventIndexPage,
    HomePage,
    Place,
    PlacePage,
    StandardPage,
)
from pacte.services.loading import Ledger, add_first_revisions
from pacte.services.loading.bodies import body

SITE_NAME = "Pacte économique local"


def write_pages(data: PagesData, ledger: Ledger, *, now: dt.datetime) -> None:
    """Create the pages never loaded.

    1. The home page, root of the site. 2. The pages under it. 3. The articles, oldest first.
    """
    pages = ledger.pending("page", data.pages)
    articles = ledger.pending("article", data.articles)
    if not pages and not articles:
        return
    _write_home(data.pages[0], ledger, now)
    home = _standing(ledger, data.pages[0].key)
    if home is None:
        return
    for row in pages:
        if row.kind != "home" and (page := _page(row)):
            add_page(home, page, "page", row.key, ledger, now)
    index = ArticleIndexPage.objects.child_of(home).first()
    if index is not None:
        _write_articles(articles, index, ledger, now)


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


def _write_articles(rows: list[ArticleRow], index: Page, ledger: Ledger, now: dt.datetime) -> None:
    categories = {found.code: found for found in ArticleCategory.objects.all()}
    for row in sorted(rows, key=lambda row: (row.date, row.key)):
        if row.category in categories:
            article = ArticlePage(
                title=row.title,
                slug=row.key,
                introduction=row.introduction,
                category=categories[row.category],
                date=row.date,
                is_fictitious=row.is_fictitious,
                body=body(f"article/{row.key}", row.body),
            )
            add_page(index, article, "article", row.key, ledger, now)
