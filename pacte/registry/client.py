"""Asking the register: a strict time limit, a size limit, and a rest after failures."""

import json
import logging
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from pacte.registry.breaker import Breaker
from pacte.registry.reading import Establishment, read_establishment

SECONDS = 3.0
"""How long a page waits for the register, whatever it does."""
MOST_BYTES = 512 * 1024
CHUNK = 64 * 1024
AGENT = "pacte-economique-local"

logger = logging.getLogger(__name__)
breaker = Breaker()
_pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="registry")


class RegistryUnavailable(Exception):  # noqa: N818 - said as it is: one goes on by hand
    """The register does not answer, or not in a way that can be read."""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = build_opener(_NoRedirect)


def look_up(siret: str) -> Establishment | None:
    """Return the establishment of a SIRET, or nothing if the register knows none.

    Raises :class:`RegistryUnavailable` when there is no answer within three seconds, when the
    answer cannot be read, or when none is asked: no address is configured, or it failed lately.
    """
    if not settings.COMPANY_REGISTRY_URL or breaker.is_open():
        raise RegistryUnavailable
    try:
        found = read_establishment(_ask(siret), siret)
    except (OSError, ValueError, RecursionError, TimeoutError) as error:
        breaker.failed()
        logger.warning("The company register failed: %s", type(error).__name__)
        raise RegistryUnavailable from error
    breaker.succeeded()
    return found


def _ask(siret: str) -> Any:
    """Return the decoded answer; the thread bounds the time, names and slow answers included."""
    future: Future[bytes] = _pool.submit(_fetch, siret, time.monotonic() + SECONDS)
    try:
        return json.loads(future.result(timeout=SECONDS))
    except HTTPError as error:
        error.close()
        raise


def _fetch(siret: str, limit: float) -> bytes:
    query = urlencode({"q": siret, "page": 1, "per_page": 1})
    address = f"{settings.COMPANY_REGISTRY_URL.rstrip('/')}/search?{query}"
    if not address.startswith(("https://", "http://")):
        raise ValueError(address)
    request = Request(address, headers={"Accept": "application/json", "User-Agent": AGENT})  # noqa: S310 - checked above
    with _opener.open(request, timeout=SECONDS) as answer:
        body = b""
        while chunk := answer.read1(CHUNK):
            body += chunk
            if len(body) > MOST_BYTES or time.monotonic() > limit:
                raise ValueError("The answer is too long, or too slow.")
        return body
