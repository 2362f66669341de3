"""Compare what the engines hold with what the database says, and mend the difference."""

from collections.abc import Iterable
from dataclasses import dataclass

from search import outbox
from search.backends.base import EngineError, SearchBackend, Stored
from search.documents import all_entries, entries_of, groups
from search.entry import EntryKind, Ref
from search.indexing import NOTHING, highest_version, write


@dataclass(frozen=True, slots=True)
class KindReport:
    """What differs for one kind: what the index lacks, what it should not have, what is stale."""

    kind: EntryKind
    database: int
    index: int
    missing: tuple[Ref, ...] = ()
    extra: tuple[Ref, ...] = ()
    stale: tuple[Ref, ...] = ()

    @property
    def differences(self) -> tuple[Ref, ...]:
        return (*self.missing, *self.extra, *self.stale)


@dataclass(frozen=True, slots=True)
class EngineReport:
    """The state of an engine: its kinds, the changes it has yet to follow, what stopped us."""

    engine: str
    name: str
    waiting: int = 0
    kinds: tuple[KindReport, ...] = ()
    error: str = ""

    @property
    def differences(self) -> tuple[Ref, ...]:
        return tuple(ref for row in self.kinds for ref in row.differences)

    @property
    def is_right(self) -> bool:
        return not self.differences and not self.error


def compare(code: str, target: SearchBackend) -> EngineReport:
    """Compare an engine with the database, kind by kind; what is moving is looked at twice."""
    try:
        kinds = tuple(_compare_kind(target, kind) for kind in EntryKind)
    except EngineError as error:
        return EngineReport(code, target.name, outbox.waiting(code), error=str(error))
    return EngineReport(code, target.name, outbox.waiting(code), kinds)


def mend(code: str, target: SearchBackend, report: EngineReport) -> EngineReport:
    """Write what differs anew from the database, and compare again."""
    try:
        target.sweep()
        if not report.differences:
            return report
        version = outbox.next_version(above=highest_version(target))
        write(target, report.differences, version)
    except EngineError as error:
        return EngineReport(code, target.name, report.waiting, report.kinds, str(error))
    return compare(code, target)


def _compare_kind(target: SearchBackend, kind: EntryKind) -> KindReport:
    held = target.stored(kind)
    total, number, missing, stale = len(held), 0, [], []
    for entry in all_entries([kind]):
        number += 1
        known = held.pop(entry.ref, None)
        if known is None:
            missing.append(entry.ref)
        elif known[1] != entry.fingerprint:
            stale.append(entry.ref)
    differ = _still(target, kind, [*missing, *stale, *held])
    return KindReport(
        kind,
        number,
        total,
        tuple(sorted(differ.intersection(missing))),
        tuple(sorted(differ.intersection(held))),
        tuple(sorted(differ.intersection(stale))),
    )


def _still(target: SearchBackend, kind: EntryKind, refs: Iterable[Ref]) -> set[Ref]:
    """Look again at what differs: a change may have been followed between the two readings."""
    some = list(refs)
    held: Stored = target.stored(kind) if some else {}
    differ: set[Ref] = set()
    for asked in groups(some):
        now = {entry.ref: entry.fingerprint for entry in entries_of(asked)}
        differ |= {ref for ref in asked if held.get(ref, NOTHING)[1] != now.get(ref, "")}
    return differ
