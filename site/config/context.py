"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Give the site's name and address, and whether it is a demonstration."""
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
        "demonstration": settings.DEMONSTRATION,
    }
