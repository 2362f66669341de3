"""The statements of the live path, by hand: each a single trip to the database.

Between a posting published and its suggestions shown, building queries from models costs more than
running them. On PostgreSQL all that a change writes is one statement; SQLite, which is in this very
process, takes it piece by piece.
"""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import orjson
from django.db import connection

from cooperation.models import EngineEvent, EngineState, Suggestion
from cooperation.services.suggestions.computing import MATCHED
from cooperation.services.suggestions.rows import CONTENT
from pacte import trips

Name = tuple[str, int, int, int | None, int | None]
"""Kind, giver, receiver, offer and need: what tells a matched suggestion."""

Pair = tuple[int, int]
"""An offer and a need, as the engine numbers them: below zero when it is probable."""

Values = dict[str, Any]
"""What a row says, by column."""

EVENTS, STATE, ROWS = (model._meta.db_table for model in (EngineEvent, EngineState, Suggestion))
IDENTITY = ("kind", "giver_id", "receiver_id", "offer_id", "need_id")
MOMENT = "computed_at"
WRITTEN = (*CONTENT, MOMENT)
ADDED = (*IDENTITY, *WRITTEN, "transformation")
DOCUMENTS = frozenset({"parties", "criteria", "checks", "path"})
BATCH = 200
"""Rows of one statement, at most, on SQLite."""
SENT = 16
"""New rows sent at once, on PostgreSQL: it writes them while the next ones are explained."""

T = TypeVar("T")


class Locked(NamedTuple):
    """The state of the engine, locked until the end of the transaction."""

    token: uuid.UUID
    serial: int


class Change(NamedTuple):
    """A change that waits; of no posting when it is of the network."""

    pk: int
    posting_id: int | None


class Moves(NamedTuple):
    """What changes in the rows: nothing is told twice.

    ``told`` rows may be stored, and then keep their number. ``new`` ones cannot be stored yet, and
    are made as they are ``written``.
    """

    lost: Sequence[Name]
    told: Sequence[Values]
    new: Sequence[Pair]
    written: Callable[[Sequence[Pair]], list[Values]]


def claim() -> tuple[Locked, list[Change]] | None:
    """Lock the state of the engine, and read the changes whose matches are not up to date.

    Nothing when no row holds the state yet. Changes are those of the moment of the question: who
    had to wait for the lock, and finds another serial number, asks :func:`unmatched` again.

    On PostgreSQL the commit to come does not wait for the disk. What it writes can be computed
    again, and the changes that wait tell so: after a power cut they wait again, all of them. What
    a user did was on the disk before.
    """
    found = trips.read(claiming(connection.vendor, is_outermost=not connection.savepoint_ids))
    if not found:
        return None
    state = Locked(uuid.UUID(str(found[0][0])), found[0][1])
    return state, [Change(*row[2:4]) for row in found if row[2] is not None]


def claiming(vendor: str, *, is_outermost: bool) -> str:
    """Write the statement that locks the state; SQLite has locked everything already."""
    is_shared = vendor == "postgresql"
    hurry = "set_config('synchronous_commit', 'off', true)"
    return (
        f"WITH held AS (SELECT token, serial FROM {STATE} WHERE id = 1"  # noqa: S608 - our own names
        f"{' FOR UPDATE' if is_shared else ''}) "
        f"SELECT token, serial, waiting.id, waiting.posting_id"
        f"{f', {hurry}' if is_shared and is_outermost else ''} "
        f"FROM held LEFT JOIN {EVENTS} waiting ON NOT waiting.is_matched ORDER BY waiting.id"
    )


def unmatched() -> list[Change]:
    """Return the changes whose matches are not up to date, oldest first."""
    sql = f"SELECT id, posting_id FROM {EVENTS} WHERE NOT is_matched ORDER BY id"  # noqa: S608
    return [Change(*row) for row in trips.read(sql)]


def write(moves: Moves, *, seen: Collection[int], serial: int) -> None:
    """Write what moves, and that the matches follow some changes, under a new serial number."""
    if connection.vendor != "postgresql":
        _write_piecemeal(moves, seen, serial)
        return
    lost = [dict(zip(IDENTITY, name, strict=True)) for name in moves.lost]
    last = [_document(sorted(seen)), str(serial)]
    if len(moves.new) <= SENT:
        told = (lost, moves.told, moves.written(moves.new))
        trips.write(WRITING, [*map(_document, told), *last])
        return
    with trips.together() as send:
        send(WRITING, [*map(_document, (lost, moves.told, ())), *last])
        for chunk in _chunks(moves.new, SENT):
            send(ADDING, [_document(moves.written(chunk))])


def _rows() -> str:
    """Read the rows that a document tells."""
    return f"json_populate_recordset(NULL::{ROWS}, %s::json)"


def _same(one: str, other: str) -> str:
    """Compare two rows by what tells them; a probable side has no posting."""
    strict = (f"{one}.{name} = {other}.{name}" for name in IDENTITY[:3])
    loose = (f"{one}.{name} IS NOT DISTINCT FROM {other}.{name}" for name in IDENTITY[3:])
    return " AND ".join((*strict, *loose))


def _writing() -> str:
    """Write the statement that does everything, on PostgreSQL."""
    changes = ", ".join(f"{name} = told.{name}" for name in WRITTEN)
    kept = ", ".join(f"stored.{name}" for name in IDENTITY)
    return (
        f"WITH gone AS (DELETE FROM {ROWS} stored USING {_rows()} lost"  # noqa: S608 - our own names
        f" WHERE {_same('stored', 'lost')}),"
        f" told AS MATERIALIZED (SELECT * FROM {_rows()}),"
        f" kept AS (UPDATE {ROWS} stored SET {changes} FROM told"
        f" WHERE {_same('stored', 'told')} RETURNING {kept}),"
        f" added AS (SELECT * FROM {_rows()} UNION ALL SELECT * FROM told"
        f" WHERE NOT EXISTS (SELECT FROM kept WHERE {_same('kept', 'told')})),"
        f" marked AS (UPDATE {EVENTS} SET is_matched = TRUE"
        f" WHERE id IN (SELECT value::bigint FROM json_array_elements_text(%s::json))),"
        f" moved AS (UPDATE {STATE} SET serial = %s::bigint WHERE id = 1)"
        f" INSERT INTO {ROWS} ({', '.join(ADDED)}) SELECT {', '.join(ADDED)} FROM added"
    )


WRITING = _writing()
ADDING = f"INSERT INTO {ROWS} ({', '.join(ADDED)}) SELECT {', '.join(ADDED)} FROM {_rows()} new"  # noqa: S608


def _write_piecemeal(moves: Moves, seen: Collection[int], serial: int) -> None:
    """Write the same on SQLite, where a trip costs nothing."""
    lost, told = set(moves.lost), {_name(row): row for row in moves.told}
    stored = find(lost | told.keys())
    delete(pk for name, pk in stored.items() if name in lost)
    update({pk: told[name] for name, pk in stored.items() if name in told})
    added = (row for name, row in told.items() if name not in stored)
    insert([*moves.written(moves.new), *added])
    for chunk in _chunks(sorted(seen)):
        trips.write(f"UPDATE {EVENTS} SET is_matched = TRUE WHERE id IN ({_holes(chunk)})", chunk)  # noqa: S608
    trips.write(f"UPDATE {STATE} SET serial = %s WHERE id = 1", [serial])  # noqa: S608


def _name(row: Values) -> Name:
    """Tell which suggestion a row is."""
    return tuple(row[name] for name in IDENTITY)


def find(names: Collection[Name]) -> dict[Name, int]:
    """Return the identifiers of the rows that are stored, among some matched suggestions."""
    found: dict[Name, int] = {}
    kinds = ", ".join(f"'{kind}'" for kind in MATCHED)
    parties = sorted({name[1:3] for name in names})
    for chunk in _chunks(parties):
        holes = ", ".join(["(%s, %s)"] * len(chunk))
        sql = (
            f"SELECT {', '.join(IDENTITY)}, id FROM {ROWS} "  # noqa: S608 - our own names
            f"WHERE (giver_id, receiver_id) IN (VALUES {holes}) AND kind IN ({kinds})"
        )
        for *name, pk in trips.read(sql, [number for both in chunk for number in both]):
            found[(*name,)] = pk
    return {name: pk for name, pk in found.items() if name in names}


def delete(numbers: Iterable[int]) -> None:
    """Delete matched suggestions: nobody stands in their middle, nothing refers to them."""
    for chunk in _chunks(sorted(numbers)):
        trips.write(f"DELETE FROM {ROWS} WHERE id IN ({_holes(chunk)})", chunk)  # noqa: S608


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
    """Add matched suggestions, told in one document."""
    read = ", ".join(f"json_extract(value, '$.{name}')" for name in ADDED)
    sql = f"INSERT INTO {ROWS} ({', '.join(ADDED)}) SELECT {read} FROM json_each(%s)"  # noqa: S608
    for chunk in _chunks(rows):
        trips.write(sql, [_document(chunk)])


def _document(told: Any) -> str:
    """Write rows, pairs or numbers as one value: a value each takes the database far longer."""
    written = orjson.dumps(told, default=_moment, option=orjson.OPT_PASSTHROUGH_DATETIME)
    return written.decode()


def _moment(value: dt.datetime) -> str:
    """Give a moment as the database takes it."""
    return str(connection.ops.adapt_datetimefield_value(value))


def _holes(chunk: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(chunk))


def _chunks(rows: Sequence[T], size: int = BATCH) -> Iterable[Sequence[T]]:
    """Cut what one statement would not hold."""
    return (rows[start : start + size] for start in range(0, len(rows), size))
