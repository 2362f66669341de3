"""One statement, one trip to the database, of which the text costs nothing after the first time.

Django writes values into the text of its statements: PostgreSQL reads and plans each of them again.
Here values travel beside the text, and the plan is kept with the connection, unless the settings
say not to (``prepare_threshold``, ``None`` behind a pooler that lends a connection for one
transaction). For the few statements that somebody waits for, written by hand.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

Rows = list[tuple[Any, ...]]


def read(sql: str, values: Sequence[Any] = ()) -> Rows:
    """Run a statement and return its rows.

    Values are text, whole numbers or nothing: whatever else a statement reads, its text casts.
    """
    with _ran(sql, values) as cursor:
        return list(cursor.fetchall())


def write(sql: str, values: Sequence[Any] = ()) -> None:
    """Run a statement that returns nothing."""
    with _ran(sql, values):
        pass


@contextmanager
def together() -> Iterator[Callable[[str, Sequence[Any]], object]]:
    """Give what sends statements one after the other, without waiting for their answers.

    The server runs one while the next is made; what one of them meets is raised at the end, and
    nothing after it was run. They return nothing. In a transaction, on PostgreSQL.
    """
    from psycopg import Cursor  # noqa: PLC0415 - there on PostgreSQL only

    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield lambda sql, values: Cursor(connection.connection).execute(sql, values, prepare=True)


@contextmanager
def _ran(sql: str, values: Sequence[Any]) -> Iterator[Any]:
    """Run a statement; give the cursor."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            yield cursor
        return
    from psycopg import Cursor  # noqa: PLC0415 - there on PostgreSQL only

    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as prepared:
        prepared.execute(sql, values, prepare=True)
        yield prepared
