"""Pages about the site itself: category of articles, site map, robots.txt."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pacte.selectors.articles import category_articles
from pacte.selectors.site_map import site_map as select_site_map

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /connexion/
Disallow: /mon-espace/
Disallow: /*?impression

Sitemap: {sitemap}
"""


@require_safe
def article_category(request: HttpRequest, code: str) -> HttpResponse:
    articles = category_articles(code, request.GET.get("page", ""))
    return render(request, "pacte/articles/category.html", {"articles": articles})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    return render(request, "pacte/site_map.html", {"map": select_site_map()})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("pacte:sitemap")
    return HttpResponse(ROBOTS.format(sitemap=sitemap), content_type="text/plain; charset=utf-8")
