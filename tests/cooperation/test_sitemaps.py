"""What search engines are told of needs and offers."""

import pytest

from cooperation.sitemaps import SITEMAPS
from tests.factories.cooperation import LotFactory, PostingFactory

pytestmark = pytest.mark.django_db


def test_only_public_postings_are_told():
    public = PostingFactory()
    PostingFactory(draft=True)
    PostingFactory(visibility="members")
    sitemap = SITEMAPS["postings"]()
    assert list(sitemap.items()) == [public]
    assert sitemap.lastmod(public) == public.updated_at
    assert sitemap.location(public) == f"/annonces/{public.pk}/"


def test_only_the_lots_of_published_buyers_are_told():
    public = LotFactory()
    LotFactory(buyer__live=False)
    sitemap = SITEMAPS["lots"]()
    assert list(sitemap.items()) == [public]
    assert sitemap.lastmod(public) == public.updated_at
    assert sitemap.location(public) == f"/achats-responsables/{public.pk}/"
