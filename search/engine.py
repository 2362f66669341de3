"""The engine in use: the configured one, and the embedded one when it fails."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from django.conf import settings

from search.backends.base import MAX_COMPLETIONS, Completion, EngineError, SearchBackend
from search.backends.breaker import Breaker
from search.backends.embedded import EmbeddedBackend
from search.entry import EntryKind, Ref
from search.query import Query, Result

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
breaker = Breaker()


def embedded() -> SearchBackend:
    """Give the engine of the database, always fed, always there."""
    return EmbeddedBackend()


def remote(*, hurried: bool = False) -> SearchBackend | None:
    """Give the search server, if one is configured; ``hurried``, it writes as fast as it reads."""
    if settings.SEARCH_BACKEND != "elastic":
        return None
    return _elastic(settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_INDEX, hurried)


@lru_cache(maxsize=4)
def _elastic(url: str, alias: str, hurried: bool) -> SearchBackend:
    from search.backends.elastic import READ_SECONDS, WRITE_SECONDS, ElasticBackend  # noqa: PLC0415 - heavy, and seldom needed

    return ElasticBackend(url, alias, write_seconds=READ_SECONDS if hurried else WRITE_SECONDS)


def search(query: Query) -> Result:
    """Answer a query, whatever the state of the server."""
    found = _from_server(lambda engine: engine.search(query))
    if found is not None:
        return found
    return replace(embedded().search(query), degraded=remote() is not None)


def complete(
    prefix: str, kinds: Iterable[EntryKind] = (), limit: int = MAX_COMPLETIONS
) -> tuple[Completion, ...]:
    """Give the titles that go on from what is typed, whatever the state of the server."""
    asked = tuple(kinds)
    found = _from_server(lambda engine: engine.complete(prefix, asked, limit))
    return embedded().complete(prefix, asked, limit) if found is None else found


def similar(ref: Ref, limit: int = 6) -> Result:
    """Give what resembles an entry, whatever the state of the server."""
    found = _from_server(lambda engine: engine.similar(ref, limit))
    if found is not None:
        return found
    return replace(embedded().similar(ref, limit), degraded=remote() is not None)


def _from_server(ask: Callable[[SearchBackend], Answer]) -> Answer | None:
    """Ask the server; nothing when there is none, or when it is not fit to answer."""
    engine = remote()
    if engine is None or breaker.open:
        return None
    try:
        answer = ask(engine)
    except EngineError as error:
        breaker.failed()
        logger.warning("search server: %s", error)
        return None
    breaker.succeeded()
    return answer
