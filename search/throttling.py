"""How often saved searches may be asked for, by a machine and for an address."""

import math
from collections.abc import Callable

from django.http import HttpRequest
from django_ratelimit.core import get_usage

from search.saved import same_email

Key = str | Callable[[str, HttpRequest], str]


def _email(group: str, request: HttpRequest) -> str:
    return same_email(request.POST.get("email", "")[:254])


RATES: tuple[tuple[str, Key, str], ...] = (
    ("saved-search-ip", "ip", "20/h"),
    ("saved-search-email", _email, "5/h"),
)


def seconds_to_wait(request: HttpRequest) -> int:
    """Count a request, and say how long to wait if there were too many; 0: it may go on."""
    waits = [0]
    for group, key, rate in RATES:
        usage = get_usage(request, group=group, key=key, rate=rate, increment=True)
        if usage and usage["should_limit"]:
            waits.append(max(int(usage["time_left"]), 1))
    return max(waits)


def minutes(seconds: int) -> int:
    """Give a delay in whole minutes, at least one."""
    return max(math.ceil(seconds / 60), 1)
