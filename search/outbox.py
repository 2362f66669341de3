"""Changes that wait to be indexed: recorded with the change, claimed, and settled once followed.

An engine's row of a change leaves once that engine took it. Why nothing is lost, nor an older state
left over a newer one: a claim takes a number and reads, in one transaction, which changes wait;
entries are read from the database after that, and written with the number as their version; only
the changes of the claim are then settled. When a write is refused because a newer claim wrote
first, that claim began later, so that it read at least as much.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from search.models.outbox import IndexEvent, IndexState

BATCH = 500


@dataclass(frozen=True, slots=True)
class Claim:
    """Changes that somebody set out to follow; ``version`` is that of what they write."""

    version: int
    numbers: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()


def add(sources: Iterable[str], engines: Collection[str], now: dt.datetime) -> None:
    """Write down what changed, for each engine, in the transaction of the change."""
    rows = [IndexEvent(source=s, engine=code, made_at=now) for s in sources for code in engines]
    IndexEvent.objects.bulk_create(rows, batch_size=BATCH)


def waits(engine: str) -> bool:
    """Say whether an engine has a change to follow."""
    return IndexEvent.objects.filter(engine=engine).exists()


def waiting(engine: str) -> int:
    """Count the changes that an engine has yet to follow."""
    return IndexEvent.objects.filter(engine=engine).count()


def claim(engine: str, *, above: int = 0) -> Claim:
    """Take a number, and the changes that an engine has yet to follow, oldest first."""
    with transaction.atomic():
        version = next_version(above=above)
        rows = IndexEvent.objects.filter(engine=engine).order_by("pk")
        found = list(rows.values_list("pk", "source"))
    return Claim(version, tuple(pk for pk, _ in found), tuple(source for _, source in found))


def next_version(*, above: int = 0) -> int:
    """Give a number above all those given; whoever asks waits for the transaction before.

    ``above`` too: an engine may hold higher ones than a database restored from a backup.
    """
    with transaction.atomic():
        state = locked_state()
        state.serial = max(state.serial, above) + 1
        state.save(update_fields=["serial"])
    return state.serial


def locked_state() -> IndexState:
    """Give the one row of the state, locked until the end of the transaction."""
    rows = IndexState.objects.select_for_update().filter(pk=1)
    found = rows.first()
    if found is None:
        IndexState.objects.get_or_create(pk=1)
        found = rows.get()
    return found


def settle(numbers: Collection[int]) -> None:
    """Forget changes that their engine took, and only these: others may have come meanwhile."""
    ordered = sorted(numbers)
    for start in range(0, len(ordered), BATCH):
        IndexEvent.objects.filter(pk__in=ordered[start : start + BATCH]).delete()
