"""Published articles: lists, categories, neighbours."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from pacte.models import ArticleCategory, ArticleIndexPage, ArticlePage

PAGE_SIZE = 12
FEED_SIZE = 20


@dataclass(frozen=True)
class ArticleList:
    """A page of articles, with the categories to move between."""

    category: ArticleCategory | None
    categories: tuple[ArticleCategory, ...]
    index: ArticleIndexPage | None
    page: "Page[ArticlePage]"


@dataclass(frozen=True)
class ArticleView:
    """An article between the one before and the one after."""

    article: ArticlePage
    newer: ArticlePage | None
    older: ArticlePage | None


def public_articles() -> QuerySet[ArticlePage]:
    """Return the published articles, newest first."""
    articles = ArticlePage.objects.live().public().select_related("category", "image")
    return articles.order_by("-date", "-pk")  # type: ignore[no-any-return]


def article_list(page: str = "") -> ArticleList:
    """Return a page of all the articles."""
    return _list(public_articles(), None, page)


def category_articles(code: str, page: str = "") -> ArticleList:
    """Return a page of the articles of a category, or raise ``Http404``."""
    category = get_object_or_404(ArticleCategory, code=code)
    return _list(public_articles().filter(category=category), category, page)


def latest_articles(count: int) -> tuple[ArticlePage, ...]:
    """Return the newest articles."""
    return tuple(public_articles()[:count])


def feed_articles(category: ArticleCategory | None) -> tuple[ArticlePage, ...]:
    """Return the articles of a feed."""
    articles = public_articles()
    return tuple((articles.filter(category=category) if category else articles)[:FEED_SIZE])


def article_view(article: ArticlePage) -> ArticleView:
    """Return an article and its neighbours in time."""
    newer = Q(date__gt=article.date) | Q(date=article.date, pk__gt=article.pk or 0)
    older = Q(date__lt=article.date) | Q(date=article.date, pk__lt=article.pk or 0)
    others = public_articles().exclude(pk=article.pk)
    return ArticleView(
        article,
        others.filter(newer).order_by("date", "pk").first(),
        others.filter(older).first(),
    )


def _list(
    articles: QuerySet[ArticlePage], category: ArticleCategory | None, page: str
) -> ArticleList:
    live = Q(articles__live=True)
    categories = ArticleCategory.objects.annotate(article_count=Count("articles", filter=live))
    return ArticleList(
        category=category,
        categories=tuple(row for row in categories if row.article_count),
        index=ArticleIndexPage.objects.live().first(),
        page=Paginator(articles, PAGE_SIZE).get_page(page),
    )
