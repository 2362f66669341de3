"""RSS and Atom feeds: articles, all of them or by category, and events to come."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pacte.addresses import absolute
from pacte.event_words import when, where
from pacte.models import ArticleCategory, ArticlePage, EventPage
from pacte.selectors.articles import feed_articles
from pacte.selectors.events import feed_events


class ArticleFeed(Feed):  # type: ignore[type-arg]
    """The newest articles, in RSS 2.0."""

    address = "pacte:feed"
    language = "fr"

    def get_object(self, request: HttpRequest, code: str = "") -> ArticleCategory | None:
        return get_object_or_404(ArticleCategory, code=code) if code else None

    def title(self, category: ArticleCategory | None) -> str:
        part = category.name if category else _("Actualités")
        return f"{part} – {settings.WAGTAIL_SITE_NAME}"

    def description(self, category: ArticleCategory | None) -> str:
        return _("Les nouvelles du pacte économique local de la région grenobloise.")

    def link(self, category: ArticleCategory | None) -> str:
        return absolute(category.get_absolute_url() if category else "/actualites/")

    def feed_url(self, category: ArticleCategory | None) -> str:
        arguments = [category.code] if category else []
        name = "pacte:category-feed" if category else self.address
        return absolute(reverse(name, args=arguments))

    def items(self, category: ArticleCategory | None) -> tuple[ArticlePage, ...]:
        return feed_articles(category)

    def item_title(self, item: Any) -> SafeString:
        return item.title  # type: ignore[no-any-return]

    def item_description(self, item: ArticlePage) -> str:
        return escape(item.introduction)  # readers take it for HTML

    def item_link(self, item: ArticlePage) -> str:
        return absolute(item.get_url_parts()[2])

    def item_categories(self, item: ArticlePage) -> tuple[str, ...]:
        return (item.category.name,)

    def item_pubdate(self, item: ArticlePage) -> datetime:
        return timezone.make_aware(datetime.combine(item.date, time()))

    def item_updateddate(self, item: ArticlePage) -> datetime:
        return item.last_published_at or self.item_pubdate(item)


class AtomArticleFeed(ArticleFeed):
    """The newest articles, in Atom."""

    feed_type = Atom1Feed
    address = "pacte:feed-atom"

    def subtitle(self, category: ArticleCategory | None) -> str:
        return self.description(category)


class EventFeed(Feed):  # type: ignore[type-arg]
    """The events to come, soonest first, in RSS 2.0."""

    language = "fr"

    def title(self) -> str:
        return f"{_('Agenda')} – {settings.WAGTAIL_SITE_NAME}"

    def description(self) -> str:
        return _("Les rendez-vous du pacte économique local de la région grenobloise.")

    def link(self) -> str:
        return absolute("/agenda/")

    def feed_url(self) -> str:
        return absolute(reverse("pacte:agenda-feed"))

    def items(self) -> tuple[EventPage, ...]:
        return feed_events(now=timezone.now())

    def item_title(self, item: Any) -> SafeString:
        return item.title  # type: ignore[no-any-return]

    def item_description(self, item: EventPage) -> str:
        parts = (when(item), where(item), item.introduction)
        return escape(" – ".join(part for part in parts if part))

    def item_link(self, item: EventPage) -> str:
        return absolute(item.get_url_parts()[2])

    def item_pubdate(self, item: EventPage) -> datetime:
        return item.first_published_at or item.starts_at
