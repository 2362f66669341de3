"""The statements of the live path, by hand: each a single trip to the database.

Between a posting published and its suggestions shown, building queries from models costs more than
running them. The same text runs on PostgreSQL and on SQLite, but for one word or two, here.
"""

import datetime as dt
import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from cooperation.models import EngineEvent, EngineState, Suggestion
from cooperation.services.suggestions.computing import MATCHED
from cooperation.services.suggestions.rows import CONTENT

Pair = tuple[str, int, int, int | None, int | None]
"""Kind, giver, receiver, offer and need: what tells a matched suggestion."""

Values = dict[str, Any]
"""What a row says, by column."""

EVENTS, STATE, ROWS = (model._meta.db_table for model in (EngineEvent, EngineState, Suggestion))
IDENTITY = ("kind", "giver_id", "receiver_id", "offer_id", "need_id")
MOMENT = "computed_at"
WRITTEN = (*CONTENT, MOMENT)
DOCUMENTS = frozenset({"parties", "criteria", "checks", "path"})
BATCH = 200
"""Rows of one statement, at most."""

T = TypeVar("T")


class Locked(NamedTuple):
    """The state of the engine, locked until the end of the transaction."""

    token: uuid.UUID
    serial: int


class Change(NamedTuple):
    """A change that waits; of no posting when it is of the network."""

    pk: int
    posting_id: int | None


def lock() -> Locked | None:
    """Lock the state of the engine; nothing when no row holds it yet.

    On PostgreSQL the commit to come does not wait for the disk. What it writes can be computed
    again, and the changes that wait tell so: after a power cut they wait again, all of them. What
    a user did was on the disk before.
    """
    found = _read(locking(connection.vendor, is_outermost=not connection.savepoint_ids))
    return Locked(uuid.UUID(str(found[0][0])), found[0][1]) if found else None


def locking(vendor: str, *, is_outermost: bool) -> str:
    """Write the statement that locks the state; SQLite has locked everything already."""
    if vendor != "postgresql":
        return f"SELECT token, serial FROM {STATE} WHERE id = 1"  # noqa: S608 - our own names
    hurry = ", set_config('synchronous_commit', 'off', true)" if is_outermost else ""
    return f"SELECT token, serial{hurry} FROM {STATE} WHERE id = 1 FOR UPDATE"  # noqa: S608


def unmatched() -> list[Change]:
    """Return the changes whose matches are not up to date, oldest first."""
    sql = f"SELECT id, posting_id FROM {EVENTS} WHERE NOT is_matched ORDER BY id"  # noqa: S608
    return [Change(*row) for row in _read(sql)]


def mark(seen: Collection[int], serial: int) -> None:
    """Say that the matches follow some changes, under a new serial number."""
    numbers = sorted(seen)
    for chunk in _chunks(numbers):
        holes = ", ".join(["%s"] * len(chunk))
        _write(f"UPDATE {EVENTS} SET is_matched = TRUE WHERE id IN ({holes})", chunk)  # noqa: S608
    _write(f"UPDATE {STATE} SET serial = %s WHERE id = 1", [serial])  # noqa: S608


def find(pairs: Collection[Pair]) -> dict[Pair, int]:
    """Return the identifiers of the rows that are stored, among some matched suggestions."""
    found: dict[Pair, int] = {}
    kinds = ", ".join(f"'{kind}'" for kind in MATCHED)
    parties = sorted({pair[1:3] for pair in pairs})
    for chunk in _chunks(parties):
        holes = ", ".join(["(%s, %s)"] * len(chunk))
        sql = (
            f"SELECT {', '.join(IDENTITY)}, id FROM {ROWS} "  # noqa: S608 - our own names
            f"WHERE (giver_id, receiver_id) IN (VALUES {holes}) AND kind IN ({kinds})"
        )
        for *pair, pk in _read(sql, [number for both in chunk for number in both]):
            found[(*pair,)] = pk
    return {pair: pk for pair, pk in found.items() if pair in pairs}


def delete(numbers: Iterable[int]) -> None:
    """Delete matched suggestions: nobody stands in their middle, nothing refers to them."""
    for chunk in _chunks(sorted(numbers)):
        holes = ", ".join(["%s"] * len(chunk))
        _write(f"DELETE FROM {ROWS} WHERE id IN ({holes})", chunk)  # noqa: S608


def update(rows: Mapping[int, Values]) -> None:
    """Write what stored suggestions say, by identifier."""
    if rows:
        told = ", ".join(f"{name} = %s" for name in WRITTEN)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {ROWS} SET {told} WHERE id = %s",  # noqa: S608 - our own names
                [(*_adapted(row), pk) for pk, row in rows.items()],
            )


def _adapted(row: Values) -> Iterator[Any]:
    """Give what is written as the database takes it."""
    for name in WRITTEN:
        value = row[name]
        yield (
            _moment(value) if name == MOMENT else json.dumps(value) if name in DOCUMENTS else value
        )


def insert(rows: Sequence[Values]) -> None:
    """Add matched suggestions, told in one document: a value each takes the database far longer."""
    for chunk in _chunks(rows):
        told = [{**row, MOMENT: str(_moment(row[MOMENT]))} for row in chunk]
        _write(inserting(connection.vendor), [json.dumps(told)])


def inserting(vendor: str) -> str:
    """Write the statement that adds the rows that a document tells."""
    names = (*IDENTITY, *WRITTEN, "transformation")
    source, read = f"json_populate_recordset(NULL::{ROWS}, %s::json)", ", ".join(names)
    if vendor != "postgresql":
        source = "json_each(%s)"
        read = ", ".join(f"json_extract(value, '$.{name}')" for name in names)
    return f"INSERT INTO {ROWS} ({', '.join(names)}) SELECT {read} FROM {source}"  # noqa: S608


def _moment(value: dt.datetime) -> Any:
    """Give a moment as the database takes it."""
    return connection.ops.adapt_datetimefield_value(value)


def _chunks(rows: Sequence[T]) -> Iterable[Sequence[T]]:
    """Cut what one statement would not hold."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _read(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _write(sql: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
