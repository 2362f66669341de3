"""Which rows of a list a connection gives."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from graphql_relay import offset_to_cursor
from graphql_relay.connection.array_connection import PREFIX
from graphql_relay.utils import unbase64

from pacte.graphql.errors import BadUserInputError

MAX_PAGE = 100
DEFAULT_PAGE = 20
DEFAULT_NESTED = 10
MAX_OFFSET_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, and where they stand in it."""

    queryset: "QuerySet[Any]"
    rows: list[Any]
    start: int
    has_next: bool

    def cursor(self, index: int) -> str:
        return str(offset_to_cursor(self.start + index))


def check_size(name: str, value: int) -> int:
    """Refuse a size out of bounds, saying which are allowed."""
    if not 0 <= value <= MAX_PAGE:
        message = _("« %(name)s » doit être compris entre 0 et %(most)s.")
        raise BadUserInputError(message % {"name": name, "most": MAX_PAGE})
    return value


def paginate(
    queryset: "QuerySet[Any]",
    *,
    first: int | None = None,
    last: int | None = None,
    after: str | None = None,
    before: str | None = None,
) -> Page:
    """Read the rows asked for, and one more to know whether others follow."""
    if first is not None and last is not None:
        raise BadUserInputError(_("Donnez « first » ou « last », pas les deux."))
    start = 0 if after is None else _offset("after", after) + 1
    end = None if before is None else _offset("before", before)
    if last is not None:
        count = queryset.count()
        end = count if end is None else min(end, count)
        start = max(start, end - check_size("last", last))
        size = end - start
    else:
        size = DEFAULT_PAGE if first is None else check_size("first", first)
        size = size if end is None else min(size, end - start)
    size = max(0, size)
    rows = list(queryset[start : start + size + 1])
    return Page(queryset, rows[:size], start, has_next=len(rows) > size)


def _offset(name: str, cursor: str) -> int:
    text = unbase64(cursor) if len(cursor) <= MAX_PAGE else ""
    digits = text.removeprefix(PREFIX)
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= MAX_OFFSET_DIGITS
    if not (text.startswith(PREFIX) and is_number):
        message = _("« %(name)s » n’est pas un curseur de cette liste.")
        raise BadUserInputError(message % {"name": name})
    return int(digits)
