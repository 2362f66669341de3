"""Template tags of what search engines and social networks read."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext
from wagtail.models import Page

from pacte import structured
from pacte.models import ArticlePage, EventPage
from pacte.selectors.organisations import Profile

register = template.Library()

SHARE_SIZE = "fill-1200x630|format-jpeg"


@register.inclusion_tag("pacte/components/meta.html", takes_context=True)
def page_meta(context: Context, title: str, description: str, image: Any = None) -> dict[str, Any]:
    """Give the description and the sharing card of a page."""
    return {
        "title": title,
        "description": Truncator(" ".join(str(description).split())).chars(200),
        "image": _share_image(context, image),
    }


@register.inclusion_tag("pacte/components/breadcrumb.html", takes_context=True)
def breadcrumb(context: Context, current: str, *steps: str) -> dict[str, Any]:
    """Show where a page stands; ``steps`` alternates titles and addresses."""
    pairs = list(zip(steps[::2], steps[1::2], strict=True))
    return _trail(context, current, [(str(title), url) for title, url in pairs])


@register.inclusion_tag("pacte/components/breadcrumb.html", takes_context=True)
def page_breadcrumb(context: Context, page: Page) -> dict[str, Any]:
    """Show where an editorial page stands in the tree."""
    request = context["request"]
    ancestors = page.get_ancestors().live().filter(depth__gt=2)
    return _trail(
        context, page.title, [(step.title, step.get_url(request) or "/") for step in ancestors]
    )


@register.simple_tag(takes_context=True)
def organisation_json_ld(context: Context, profile: Profile) -> SafeString:
    """Describe an organisation to search engines."""
    kinds = [kind.code for kind in profile.kinds]
    base = context["site_base_url"]
    return _script(structured.organisation_data(profile.organisation, kinds, base))


@register.simple_tag(takes_context=True)
def article_json_ld(context: Context, article: ArticlePage) -> SafeString:
    """Describe an article to search engines."""
    address = context["site_base_url"] + context["request"].path
    image = _share_image(context, article.image)
    return _script(structured.article_data(article, address, context["site_name"], image))


@register.simple_tag(takes_context=True)
def event_json_ld(context: Context, event: EventPage) -> SafeString:
    """Describe an event to search engines."""
    address = context["site_base_url"] + context["request"].path
    return _script(structured.event_data(event, address, _share_image(context, event.image)))


@register.simple_tag(takes_context=True)
def website_json_ld(context: Context) -> SafeString:
    """Describe the site and its search box to search engines."""
    search = reverse("search:results")
    return _script(structured.website_data(context["site_name"], context["site_base_url"], search))


def _trail(context: Context, current: str, steps: list[tuple[str, str]]) -> dict[str, Any]:
    base = context["site_base_url"]
    trail = [(gettext("Accueil"), "/"), *steps, (current, context["request"].path)]
    return {
        "items": [{"title": title, "url": url} for title, url in steps],
        "current": current,
        "data": _script(structured.breadcrumb_data((t, base + url) for t, url in trail)),
    }


def _share_image(context: Context, image: Any) -> str:
    return context["site_base_url"] + image.get_rendition(SHARE_SIZE).url if image else ""


def _script(data: structured.Data) -> SafeString:
    text = structured.dump(data)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
