"""The list of needs and offers, the page of one, and their feed."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperation.enums import Direction
from cooperation.forms.filters import FilterForm
from cooperation.models import Posting
from cooperation.permissions import is_public
from cooperation.selectors import postings as selectors
from cooperation.wording.left import sentence_of
from pacte.addresses import absolute

PER_PAGE = 24
FEED_LENGTH = 40


@require_safe
def posting_list(request: HttpRequest) -> HttpResponse:
    """Show the postings that pass the filters."""
    form = FilterForm(request.GET)
    filters = form.filters()
    rows = selectors.list_postings(user=request.user, filters=filters)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "filters": filters,
        "facets": form.facets(request.user),
        "chips": form.chips(),
        "query": urlencode(form.parameters()),
        "directions": Direction.choices,
    }
    return render(request, "cooperation/postings/list.html", context)


@require_safe
def posting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a posting to who may see it."""
    posting = selectors.get_visible_posting(user=request.user, pk=pk)
    if posting is None:
        raise Http404
    public = is_public(posting)
    response = render(
        request, "cooperation/postings/detail.html", {"posting": posting, "public": public}
    )
    if not public:
        response["Cache-Control"] = "private, no-store"
    return response


class PostingFeed(Feed):  # type: ignore[type-arg]
    """The newest public needs and offers, in RSS 2.0."""

    feed_type = Rss201rev2Feed
    language = "fr"

    def title(self) -> str:
        return _("Annonces – %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}

    def link(self) -> str:
        return absolute(reverse("cooperation:posting-list"))

    def description(self) -> str:
        return _("Les offres et les besoins publiés par les organisations du réseau.")

    def items(self) -> Any:
        return selectors.latest_postings(FEED_LENGTH)

    def item_title(self, item: Posting) -> SafeString | str:
        return f"{item.get_direction_display()} – {item.title}"

    def item_description(self, item: Posting) -> str:
        return f"{sentence_of(item)}. {item.organisation}"

    def item_link(self, item: Posting) -> str:
        return absolute(item.get_absolute_url())

    def item_pubdate(self, item: Posting) -> dt.datetime | None:
        if item.published_on is None:
            return None
        return timezone.make_aware(dt.datetime.combine(item.published_on, dt.time()))
