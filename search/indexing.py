"""Keep the engines in step with what is public. Doing it twice changes nothing more."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings

from cooperation.services.knowledge_base import bring_up_to_date
from search import engine, outbox
from search.affected import affected
from search.backends.base import EngineError, Progress, SearchBackend
from search.documents import all_entries, entries_of, groups
from search.entry import Ref

EMBEDDED, SERVER = "embedded", "elastic"
NOTHING = (0, "")
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


def engines(codes: Iterable[str] = (), *, hurried: bool = False) -> Mapping[str, SearchBackend]:
    """Give the engines that are fed, all of them or those named."""
    asked = set(codes) or set(fed())
    found = {EMBEDDED: engine.embedded(), SERVER: engine.remote(hurried=hurried)}
    return {code: row for code, row in found.items() if row and code in asked}


def follow(*, hurried: bool = False) -> list[Report]:
    """Bring the engines up to date with every change that waits.

    A server that is away keeps its changes for the next time. When ``hurried``, for somebody who
    waits, it is given little time, and none at all just after it failed.
    """
    return [_follow(code, row, hurried) for code, row in engines(hurried=hurried).items()]


def _follow(code: str, target: SearchBackend, hurried: bool) -> Report:
    if not outbox.waits(code) or (code == SERVER and hurried and engine.breaker.open):
        return Report(code)
    claim = outbox.claim(code)
    bring_up_to_date()
    try:
        written = write(target, affected(claim.sources), claim.version)
    except EngineError as error:
        engine.breaker.failed()
        logger.warning("indexing waits for %s: %s", code, error)
        return Report(code, error=str(error))
    outbox.settle(claim.numbers)
    return Report(code, len(claim.numbers), written)


def write(target: SearchBackend, refs: Iterable[Ref], version: int) -> int:
    """Make an engine hold what is public of some entries now; say how many it was given."""
    written = 0
    for asked in groups(refs):
        found = [replace(entry, version=version) for entry in entries_of(asked)]
        target.index(found)
        target.delete(sorted(set(asked) - {entry.ref for entry in found}), version)
        written += len(found)
    return written


def reindex(code: str, target: SearchBackend, progress: Progress | None = None) -> Report:
    """Make an engine hold exactly what is public, in a new index beside the one that answers.

    What changes meanwhile is followed as usual. On a server the new index then takes what the
    embedded one was given after it was read: it is always fed first.
    """
    claim = outbox.claim(code, above=highest_version(target))
    bring_up_to_date()
    read = (replace(entry, version=claim.version) for entry in all_entries())
    written = target.rebuild(read, progress)
    outbox.settle(claim.numbers)
    if code == SERVER:
        written += _take_the_rest(target)
    return Report(code, len(claim.numbers), written)


def _take_the_rest(target: SearchBackend) -> int:
    """Give the server what changed while its new index was filled."""
    first, held = engine.embedded().stored(), target.stored()
    differ = [
        ref
        for ref in first.keys() | held.keys()
        if first.get(ref, NOTHING)[1] != held.get(ref, NOTHING)[1]
    ]
    return write(target, differ, outbox.next_version()) if differ else 0


def highest_version(target: SearchBackend) -> int:
    """Give the highest version that an engine holds; 0 when it has no index yet."""
    try:
        return max((version for version, _ in target.stored().values()), default=0)
    except EngineError:
        return 0


def rebuild() -> dict[str, int]:
    """Rebuild the index of every engine; say how many documents each wrote."""
    return {row.name: reindex(code, row).written for code, row in engines().items()}
