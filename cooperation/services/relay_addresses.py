"""The address at which a person answers a thread by e-mail: a token of theirs, nothing of them."""

import re
import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from cooperation.models import Introduction, RelayAddress

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LOCAL = "reponse"


def relay_address(*, introduction: Introduction, user: "User") -> str:
    """Return where a person answers a thread, always the same; empty without a relay."""
    if not settings.RELAY_DOMAIN:
        return ""
    row, _is_new = RelayAddress.objects.get_or_create(
        introduction=introduction,
        user=user,
        defaults={"token": secrets.token_hex(16), "created_at": timezone.now()},
    )
    return f"{LOCAL}+{row.token}@{settings.RELAY_DOMAIN}"


def answering_headers(introduction: Introduction) -> "Callable[[User], Mapping[str, str]]":
    """Return what the messages of a thread say to each person of where to answer."""

    def headers_of(user: "User") -> Mapping[str, str]:
        address = relay_address(introduction=introduction, user=user)
        return {"Reply-To": address} if address else {}

    return headers_of


def token_in(addresses: str) -> str:
    """Return the first token found in addresses as they are written in a header, or nothing."""
    found = _pattern().search(addresses) if settings.RELAY_DOMAIN else None
    return found[1].lower() if found else ""


def without_relay_addresses(text: str) -> str:
    """Take the addresses of the relay out of a text: each answers in somebody's name."""
    return _pattern().sub("", text) if settings.RELAY_DOMAIN else text


def _pattern() -> re.Pattern[str]:
    domain = re.escape(settings.RELAY_DOMAIN)
    return re.compile(rf"{LOCAL}\+([0-9a-f]{{32}})@{domain}", re.IGNORECASE)
