"""Rules of the project as Django system checks."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def production_is_no_demonstration(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse to deploy a real site as a demonstration."""
    if settings.DEMONSTRATION and not settings.DEBUG:
        hint = "Unset DEMONSTRATION."
        return [Error("A served site is marked as a demonstration.", hint=hint, id="config.E001")]
    return []


@register()
def site_is_a_plain_folder(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse an ``__init__.py`` that would shadow the standard library's ``site``."""
    shadows = [p for p in ("__init__.py", "locale/__init__.py") if (settings.SITE_DIR / p).exists()]
    return [
        Error(f"site/{path} shadows the standard library.", hint="Delete it.", id="config.E002")
        for path in shadows
    ]
