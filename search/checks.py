"""Settings of the search that cannot work, as Django system checks."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

INDEX_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@register()
def search_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Check the settings of the search server, where one is configured."""
    if settings.SEARCH_BACKEND == "embedded":
        return []
    if settings.SEARCH_BACKEND != "elastic":
        return [Error("SEARCH_BACKEND is neither embedded nor elastic.", id="search.E001")]
    faults: list[CheckMessage] = []
    if not _is_address(settings.ELASTICSEARCH_URL):
        hint = "It looks like https://user:password@host:9200."
        faults.append(Error("ELASTICSEARCH_URL is malformed.", hint=hint, id="search.E002"))
    if not INDEX_NAME.fullmatch(settings.ELASTICSEARCH_INDEX):
        hint = "Use lower-case letters, digits, - and _."
        faults.append(Error("ELASTICSEARCH_INDEX is malformed.", hint=hint, id="search.E003"))
    return faults


def _is_address(url: str) -> bool:
    """Say whether an address has a scheme, a host and a port that the client takes."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname and parts.port)
    except ValueError:
        return False
