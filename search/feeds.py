"""The feed of a search: the same parameters as the page of results, most recent first."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pacte.addresses import absolute
from search.entry import EntryKind
from search.following import Followed, documents, follow, newest
from search.models import Document
from search.wording import TYPE_NAMES

FEED_SIZE = 40


class SearchFeed(Feed):  # type: ignore[type-arg]
    """What a search finds, in RSS 2.0."""

    language = "fr"

    def get_object(self, request: HttpRequest, only: EntryKind | None = None) -> Followed:
        asked = QueryDict(mutable=True)
        asked.update(request.GET)
        if only is not None:
            asked.setlist("type", [str(only)])
        return follow(asked)

    def title(self, followed: Followed) -> str:
        name = followed.title or _("tout ce qui est public")
        return _("Recherche : %(name)s – %(site)s") % {
            "name": name,
            "site": settings.WAGTAIL_SITE_NAME,
        }

    def description(self, followed: Followed) -> str:
        return _("Ce que trouve cette recherche, du plus récent au plus ancien.")

    def link(self, followed: Followed) -> str:
        return absolute(f"{reverse('search:results')}?{followed.text}")

    def feed_url(self, followed: Followed) -> str:
        return absolute(f"{reverse('search:feed')}?{followed.text}")

    def items(self, followed: Followed) -> list[Document]:
        found = newest(followed, count=FEED_SIZE)
        return documents(str(ref) for ref in found.refs)

    def item_title(self, item: Any) -> SafeString:
        return item.title  # type: ignore[no-any-return]

    def item_description(self, item: Document) -> str:
        kind = str(TYPE_NAMES[item.kind])
        return f"{kind}, {_('fictif')}" if item.is_fictitious else kind

    def item_link(self, item: Document) -> str:
        return absolute(item.url)

    def item_guid(self, item: Document) -> str:
        return item.ref

    item_guid_is_permalink = False

    def item_pubdate(self, item: Document) -> datetime | None:
        return timezone.make_aware(datetime.combine(item.day, time())) if item.day else None
