"""How often a person may try something before having to wait."""

from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited

LOGIN_RATES = (("ip", "20/5m"), ("post:username", "8/5m"))
"""Attempts allowed by address, and by account whether it exists or not."""


def login_is_throttled(request: HttpRequest) -> bool:
    """Count an attempt to log in, and say whether there were too many."""
    limited = [
        is_ratelimited(request, group=f"login-{key}", key=key, rate=rate, increment=True)
        for key, rate in LOGIN_RATES
    ]
    return any(limited)
