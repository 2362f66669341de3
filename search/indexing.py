"""Keep the engines in step with what is public. Doing it twice changes nothing more."""

import logging
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction

from cooperation.services.knowledge_base import bring_up_to_date
from search import engine, outbox
from search.affected import affected
from search.backends.base import EngineError, SearchBackend
from search.documents import all_entries, entries_of, groups
from search.entry import Ref

EMBEDDED, SERVER = "embedded", "elastic"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What was done for an engine; ``error`` is empty unless the engine did not take it."""

    engine: str
    followed: int = 0
    written: int = 0
    error: str = ""


def fed() -> tuple[str, ...]:
    """Name the engines that are fed: the embedded one always, the server if one is configured."""
    return (EMBEDDED, SERVER) if settings.SEARCH_BACKEND == "elastic" else (EMBEDDED,)


def engines(codes: Iterable[str] = ()) -> Mapping[str, SearchBackend]:
    """Give the engines that are fed, all of them or those named."""
    asked = set(codes) or set(fed())
    found = {EMBEDDED: engine.embedded(), SERVER: engine.remote()}
    return {code: row for code, row in found.items() if row and code in asked}


def follow(*, patient: bool = False) -> list[Report]:
    """Bring the engines up to date with every change that waits.

    A server that is away keeps its changes for the next time; unless ``patient``, one that has
    just failed is not asked at all.
    """
    return [_follow(code, target, patient) for code, target in engines().items()]


def _follow(code: str, target: SearchBackend, patient: bool) -> Report:
    if not outbox.waits(code) or (code == SERVER and engine.breaker.open and not patient):
        return Report(code)
    claim = outbox.claim(code)
    bring_up_to_date()
    try:
        written = write(code, target, affected(claim.sources), claim.version)
    except EngineError as error:
        engine.breaker.failed()
        logger.warning("indexing waits for %s: %s", code, error)
        return Report(code, error=str(error))
    outbox.settle(claim.numbers)
    return Report(code, len(claim.numbers), written)


def write(code: str, target: SearchBackend, refs: Iterable[Ref], version: int) -> int:
    """Make an engine hold what is public of some entries now; say how many it was given."""
    written = 0
    for asked in groups(refs):
        with _turn(code):
            found = [replace(entry, version=version) for entry in entries_of(asked)]
            target.index(found)
            target.delete(sorted(set(asked) - {entry.ref for entry in found}))
        written += len(found)
    return written


def _turn(code: str) -> AbstractContextManager[object]:
    """Have writers of the embedded index read and write in turn; the server compares versions."""
    return _Turn() if code == EMBEDDED else nullcontext()


class _Turn(transaction.Atomic):
    """A transaction that waits for the one of another writer of the index."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)

    def __enter__(self) -> None:
        super().__enter__()
        outbox.locked_state()


def rebuild() -> dict[str, int]:
    """Make every engine hold exactly what is public; say how many documents each wrote."""
    documents = list(all_entries())
    return {target.name: target.rebuild(documents) for target in engines().values()}
