"""What the maps are drawn on."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from pacte.selectors import contours


def _etag(request: HttpRequest) -> str:
    request.ground_version = contours.ground_version()  # type: ignore[attr-defined]
    return f'"{request.ground_version}"'  # type: ignore[attr-defined]


@require_safe
@cache_control(max_age=3_600, public=True)
@condition(etag_func=_etag)
def ground(request: HttpRequest) -> HttpResponse:
    """Give the outlines and towns that the map is drawn on when no base map is configured."""
    content = contours.ground(request.ground_version)  # type: ignore[attr-defined]
    return HttpResponse(content, content_type="application/geo+json")
