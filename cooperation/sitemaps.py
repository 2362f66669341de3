"""What search engines are told of needs, offers and contracts."""

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from cooperation.models import Lot, Posting, SeasonPlan


class PostingSitemap(Sitemap[Posting]):
    """The public postings."""

    changefreq = "weekly"

    def items(self) -> QuerySet[Posting]:
        return Posting.objects.public().order_by("pk")

    def lastmod(self, item: Posting) -> dt.datetime:
        return item.updated_at


class LotSitemap(Sitemap[Lot]):
    """The contracts of published buyers."""

    changefreq = "weekly"

    def items(self) -> QuerySet[Lot]:
        return Lot.objects.filter(buyer__live=True).order_by("pk")

    def lastmod(self, item: Lot) -> dt.datetime:
        return item.updated_at


class SeasonPlanSitemap(Sitemap[SeasonPlan]):
    """The public season plans."""

    changefreq = "monthly"

    def items(self) -> QuerySet[SeasonPlan]:
        return SeasonPlan.objects.filter(parameters__public=True).defer("result").order_by("pk")

    def lastmod(self, item: SeasonPlan) -> dt.datetime:
        return item.finished_at or item.created_at


SITEMAPS: dict[str, type[Sitemap[Any]]] = {
    "postings": PostingSitemap,
    "lots": LotSitemap,
    "plans": SeasonPlanSitemap,
}
