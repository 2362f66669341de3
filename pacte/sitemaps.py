"""What search engines may find: published pages, organisations, actions, territories.

The site adds what the upper packages publish: ``SITEMAPS["annonces"] = PostingSitemap``.
"""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.models import Page, Site

from pacte.models import Action, ArticleCategory, Commune, Epci, Organisation, Theme, Zone

DOORS = ("pacte:roadmap", "pacte:territory-list", "pacte:site-map")


class PageSitemap(Sitemap[Page]):
    """Wagtail's published pages, on the host that is asked, like the rest of the map.

    Wagtail's own map gives each page the host and port of its ``Site`` row, which need not be
    the ones that visitors use: behind a proxy, or on another port.
    """

    def items(self) -> Any:
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        if site is None:
            return Page.objects.none()
        pages = site.root_page.get_descendants(inclusive=True)
        return pages.live().public().order_by("path")

    def location(self, item: Page) -> str:
        _, _, path = item.get_url_parts()
        return str(path)

    def lastmod(self, item: Page) -> datetime | None:
        changed: datetime | None = item.last_published_at or item.latest_revision_created_at
        return changed


class DoorSitemap(Sitemap[str]):
    """The heads of the parts that are not Wagtail pages."""

    def items(self) -> list[str]:
        themes = [reverse("pacte:theme", args=[theme.code]) for theme in Theme.objects.all()]
        categories = ArticleCategory.objects.filter(articles__live=True).distinct()
        return [
            *(reverse(name) for name in DOORS),
            *themes,
            *(category.get_absolute_url() for category in categories),
        ]

    def location(self, item: str) -> str:
        return item


class OrganisationSitemap(Sitemap[Organisation]):
    """The published profiles."""

    def items(self) -> QuerySet[Organisation]:
        return Organisation.objects.public().order_by("pk")

    def lastmod(self, item: Organisation) -> datetime:
        return item.updated_at


class ActionSitemap(Sitemap[Action]):
    """The published actions of the roadmap."""

    def items(self) -> QuerySet[Action]:
        return Action.objects.public().order_by("pk")

    def lastmod(self, item: Action) -> datetime:
        return item.updated_at


class TerritorySitemap(Sitemap[Any]):
    """Intercommunalities, zones and communes."""

    def items(self) -> list[Epci | Zone | Commune]:
        return [*Epci.objects.all(), *Zone.objects.all(), *Commune.objects.all()]


SITEMAPS: dict[str, type[Sitemap[Any]]] = {
    "pages": PageSitemap,
    "rubriques": DoorSitemap,
    "organisations": OrganisationSitemap,
    "actions": ActionSitemap,
    "territoires": TerritorySitemap,
}
