"""Pages of the site: which are public, and their addresses."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from wagtail.models import Page, Site


def public_keys(model: type[Page]) -> Iterable[str]:
    """Give the number of every page of a type that any visitor may read."""
    rows = model.objects.live().public().order_by("pk").values_list("pk", flat=True)
    return map(str, rows)


def public_pages(model: type[Page], ids: Iterable[int]) -> Any:
    """Give the pages of a type that any visitor may read, neither private nor under one that is."""
    return model.objects.live().public().filter(pk__in=list(ids)).order_by("pk")


def addresses() -> Callable[[Page], str]:
    """Give what tells the path of a page; nothing for one outside the site. In one query."""
    sites = Site.objects.filter(is_default_site=True).select_related("root_page")
    root = sites.values_list("root_page__url_path", flat=True).first()

    def path(page: Page) -> str:
        if root is None or not page.url_path.startswith(root):
            return ""
        return reverse("wagtail_serve", args=[page.url_path[len(root) :]])

    return path
