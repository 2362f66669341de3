"""What search engines are told of needs, offers and contracts."""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from cooperation.models import Lot, Posting


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


SITEMAPS = {"postings": PostingSitemap, "lots": LotSitemap}
