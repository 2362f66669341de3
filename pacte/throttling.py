"""How often a person may try something before having to wait, and how they are told."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django_ratelimit.core import get_usage

DEFAULT_WAIT = 300
"""Seconds to wait, where nobody counted how many are left."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many attempts by address, and by what was typed in a field, known or not."""

    name: str
    by_address: str
    field: str = ""
    by_field: str = ""


def client_address(request: HttpRequest) -> str:
    """Return the address of whoever asks, behind as many proxies as are ours."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    if proxies and len(hops) >= proxies:
        return str(hops[-proxies]).strip()
    return str(request.META.get("REMOTE_ADDR") or "127.0.0.1")


def seconds_to_wait(request: HttpRequest, limit: Limit) -> int:
    """Count an attempt; return how long to wait before the next one, 0 if there is no need."""

    def typed(_group: str, request: HttpRequest) -> str:
        return request.POST.get(limit.field, "").strip().lower()[:254]

    keys: list[tuple[str | Callable[[str, HttpRequest], str], str]] = [("ip", limit.by_address)]
    if limit.field:
        keys.append((typed, limit.by_field))
    waits = [0]
    for number, (key, rate) in enumerate(keys):
        group = f"{limit.name}-{number}"
        usage = get_usage(request, group=group, key=key, rate=rate, increment=True)
        if usage and usage["should_limit"]:
            waits.append(max(1, int(usage["time_left"])))
    return max(waits)


def too_many(request: HttpRequest, seconds: int = DEFAULT_WAIT) -> HttpResponse:
    """Answer that one has to wait, and for how long."""
    context = {"wait_minutes": -(-seconds // 60)}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


def throttled(
    limit: Limit,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let a view answer so many POST requests, then say how long to wait."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST" and (seconds := seconds_to_wait(request, limit)):
                return too_many(request, seconds)
            return view(request, *args, **kwargs)

        return wrapped

    return decorate
