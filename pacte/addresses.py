"""Full addresses of the site, for what is read elsewhere."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return the full address of a path of the site."""
    return str(settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path)
