"""Every door of the site, for the site map that people read."""

from dataclasses import dataclass

from wagtail.models import Page

from pacte.models import ArticleCategory, ArticleIndexPage, ArticlePage, Epci, HomePage, Theme, Zone


@dataclass(frozen=True)
class SiteMap:
    """Pages in the order of the tree, and the heads of the other parts."""

    pages: tuple[Page, ...]
    themes: tuple[Theme, ...]
    epcis: tuple[Epci, ...]
    zones: tuple[Zone, ...]
    categories: tuple[ArticleCategory, ...]
    article_index: ArticleIndexPage | None


def site_map() -> SiteMap:
    """Return the doors of the site, articles aside: they have their own list."""
    pages = Page.objects.live().public().filter(depth__gt=2)
    pages = pages.not_type(ArticlePage, ArticleIndexPage, HomePage).order_by("path")
    return SiteMap(
        pages=tuple(pages),
        themes=tuple(Theme.objects.all()),
        epcis=tuple(Epci.objects.filter(in_pact=True)),
        zones=tuple(Zone.objects.exclude(kind="epci")),
        categories=tuple(ArticleCategory.objects.filter(articles__live=True).distinct()),
        article_index=ArticleIndexPage.objects.live().first(),
    )
