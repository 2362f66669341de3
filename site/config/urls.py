"""Addresses of the site. Wagtail's pages come last and catch the rest."""

from allauth.account.views import logout
from django.conf import settings
from django.conf.urls.static import static
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config.graphql_view import GraphQLView
from config.styleguide import ErrorPageView, StyleGuideView
from cooperation.sitemaps import SITEMAPS as COOPERATION_SITEMAPS
from pacte.sitemaps import SITEMAPS

SITEMAPS.update(COOPERATION_SITEMAPS)

handler429 = "pacte.throttling.too_many"
"""What allauth answers beyond its own limits."""

# The administration has no door of its own: the second factor would not guard it.
LOGIN = RedirectView.as_view(pattern_name="account_login", query_string=True)
RESET = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/login/", LOGIN),
    path("admin/logout/", logout),
    path("admin/password_reset/", RESET),
    re_path(r"^admin/password_reset/.+", RESET),
    path("_util/login/", LOGIN),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("graphql/", GraphQLView.as_view(), name="graphql"),
    path("", include("search.urls")),
    path("", include("cooperation.urls")),
    path("", include("pacte.urls")),
    path("", include("pacte.accounts.urls")),
]

if settings.DEBUG or settings.DEMONSTRATION:
    urlpatterns += [
        path("guide-de-style/", StyleGuideView.as_view(), name="styleguide"),
        re_path(
            r"^guide-de-style/(?P<name>400|403|403_csrf|404|429|500|503)/$",
            ErrorPageView.as_view(),
            name="error-page",
        ),
    ]

if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += [path("", include(wagtail_urls))]
