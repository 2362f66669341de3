"""What search engines are told of needs and offers."""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from cooperation.models import Posting


class PostingSitemap(Sitemap[Posting]):
    """The public postings."""

    changefreq = "weekly"

    def items(self) -> QuerySet[Posting]:
        return Posting.objects.public().order_by("pk")

    def lastmod(self, item: Posting) -> dt.datetime:
        return item.updated_at


SITEMAPS = {"postings": PostingSitemap}
