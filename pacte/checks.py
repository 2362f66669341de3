"""The pact's own Django system checks."""

import re
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError
from django.utils import timezone

from pacte.selectors.mail import mail_queue

DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+", re.IGNORECASE)


@register()
def relay_has_a_domain(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Check the domain to which answers by e-mail come back, where there is one."""
    if not settings.RELAY_DOMAIN or DOMAIN.fullmatch(settings.RELAY_DOMAIN):
        return []
    hint = "It looks like relais.example.org."
    return [Error("RELAY_DOMAIN is malformed.", hint=hint, id="pacte.E001")]


@register(Tags.database)
def mail_leaves(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Tell (``check --database default``) when messages wait too long or were given up."""
    if not databases or "default" not in databases:
        return []
    try:
        state = mail_queue(now=timezone.now())
    except DatabaseError:  # before the first migration, which asks for the checks
        return []
    told: list[CheckMessage] = []
    if state.late:
        hint = "Is the mail server up, and does send_mail_queue run?"
        message = f"{state.late} of {state.waiting} messages wait for more than an hour."
        told.append(Warning(message, hint=hint, id="pacte.W001"))
    if state.given_up:
        hint = "Look at them in the administration; send_mail_queue --retry-given-up."
        told.append(Warning(f"{state.given_up} messages given up.", hint=hint, id="pacte.W002"))
    return told
