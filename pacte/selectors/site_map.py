"""Every door of the site, for the site map that people read."""

from dataclasses import dataclass

from wagtail.models import Page

from pacte.models import (
    ArticleCategory,
    ArticleIndexPage,
    ArticlePage,
    Epci,
    EventIndexPage,
    EventPage,
    HomePage,
    Theme,
    Zone,
)

LISTED_ELSEWHERE = (ArticlePage, ArticleIndexPage, EventPage, EventIndexPage, HomePage)


@dataclass(frozen=True)
class SiteMap:
    """Pages in the order of the tree, and the heads of the other parts."""

    pages: tuple[Page, ...]
    themes: tuple[Theme, ...]
    epcis: tuple[Epci, ...]
    zones: tuple[Zone, ...]
    categories: tuple[ArticleCategory, ...]
    article_index: ArticleIndexPage | None
    agenda: EventIndexPage | None


def site_map() -> SiteMap:
    """Return the doors of the site, articles and events aside: they have their own lists."""
    pages = Page.objects.live().public().filter(depth__gt=2)
    pages = pages.not_type(*LISTED_ELSEWHERE).order_by("path")
    return SiteMap(
        pages=tuple(pages),
        themes=tuple(Theme.objects.all()),
        epcis=tuple(Epci.objects.filter(in_pact=True)),
        zones=tuple(Zone.objects.exclude(kind="epci")),
        categories=tuple(ArticleCategory.objects.filter(articles__live=True).distinct()),
        article_index=ArticleIndexPage.objects.live().first(),
        agenda=EventIndexPage.objects.live().first(),
    )
