"""Plain data as a transport problem, checked row by row, and its answer as plain data.

Decimal quantities and costs are scaled to whole numbers, exactly, and scaled back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .transport import Answer, Transport

LONE = re.compile("[\ud800-\udfff]")
"""Half a character: no text that can be written."""

Key = int | str
Number = int | Decimal

DIGITS = 400
"""How many digits a number may have, on each side of the decimal point."""

BITS = int(DIGITS / 0.30103)
"""How many bits a whole number of ``DIGITS`` digits may have."""


class AllocationError(ValueError):
    """A row of the data is broken; names the table, the row and the field.

    Parameters
    ----------
    code : str
        What is wrong: ``not_object``, ``missing``, ``not_list``, ``not_row``, ``bad_id``,
        ``bad_text``, ``duplicate``, ``unknown``, ``not_number``, ``not_finite``, ``too_long``,
        ``negative``.
    table : str
        ``supplies``, ``demands`` or ``arcs``; empty for the whole file.
    row : int
        1 for the first row; 0 for the whole table.
    field : str
        Field at fault, or empty.
    value : object
        What was found.
    """

    def __init__(
        self, code: str, table: str = "", row: int = 0, field: str = "", value: object = None
    ) -> None:
        self.code, self.table, self.row, self.field, self.value = code, table, row, field, value
        super().__init__(f"{table}, row {row}, field {field}: {code} ({value!r})")


@dataclass(frozen=True, slots=True)
class Reading:
    """A problem read from plain data, with what gives its answer back.

    Attributes
    ----------
    problem : Transport
        Whole numbers; supplies and demands sorted by identifier.
    suppliers, receivers : tuple of (int or str)
        Identifiers, in the order of the problem.
    quantity_places, cost_places : int
        Decimal places that quantities and costs were scaled by.
    """

    problem: Transport
    suppliers: tuple[Key, ...]
    receivers: tuple[Key, ...]
    quantity_places: int
    cost_places: int

    def flows(self, answer: Answer) -> Iterable[tuple[Key, Key, Number]]:
        """Give (from, to, quantity) for each flow, sorted by identifier."""
        for tail, head, quantity in answer.flows:
            yield self.suppliers[tail], self.receivers[head], self.quantity(quantity)

    def quantity(self, value: int) -> Number:
        """Give a quantity in the units of the data."""
        return unscaled(value, self.quantity_places)

    def cost(self, answer: Answer) -> Number:
        """Give the cost of an answer in the units of the data."""
        return unscaled(answer.cost, self.quantity_places + self.cost_places)


def read(data: object) -> Reading:
    """Check plain data and make a problem of it.

    Parameters
    ----------
    data : object
        ``{"supplies": [{"id", "quantity"}], "demands": [{"id", "quantity"}],
        "arcs": [{"from", "to", "cost", "capacity"?}]}``: integers or ``Decimal``.
        Identifiers are integers or strings; those of supplies and of demands are apart.

    Returns
    -------
    Reading
        Independent of the order of the rows.

    Raises
    ------
    AllocationError
        At the first row that is broken.
    """
    if not isinstance(data, Mapping):
        raise AllocationError("not_object", value=data)
    supplies, demands = (_stocks(data, table) for table in ("supplies", "demands"))
    tails, heads, costs, capacities = _arcs(data, supplies, demands)
    bounds = [capacity for capacity in capacities if capacity is not None]
    places = _places([*supplies.values(), *demands.values(), *bounds])
    cost_places = _places(costs)
    problem = Transport(
        supplies=[scaled(value, places) for value in supplies.values()],
        demands=[scaled(value, places) for value in demands.values()],
        tails=tails,
        heads=heads,
        costs=[scaled(value, cost_places) for value in costs],
        capacities=[None if value is None else scaled(value, places) for value in capacities],
    )
    return Reading(problem, tuple(supplies), tuple(demands), places, cost_places)


def _rows(data: Mapping[object, object], table: str) -> Iterable[tuple[int, Mapping[str, object]]]:
    """Give the rows of a table with their number."""
    if table not in data:
        raise AllocationError("missing", table)
    rows = data[table]
    if not isinstance(rows, list):
        raise AllocationError("not_list", table, value=rows)
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise AllocationError("not_row", table, number, value=row)
        yield number, row


def _stocks(data: Mapping[object, object], table: str) -> dict[Key, Number]:
    """Read supplies or demands: identifier → quantity, sorted by identifier."""
    found: dict[Key, Number] = {}
    for number, row in _rows(data, table):
        key = _key(row, table, number, "id")
        if key in found:
            raise AllocationError("duplicate", table, number, "id", key)
        found[key] = _quantity(row, table, number, "quantity")
    return {key: found[key] for key in sorted(found, key=lambda key: (isinstance(key, str), key))}


def _arcs(
    data: Mapping[object, object], supplies: Mapping[Key, Number], demands: Mapping[Key, Number]
) -> tuple[list[int], list[int], list[Number], list[Number | None]]:
    """Read the arcs as columns."""
    starts = {key: number for number, key in enumerate(supplies)}
    ends = {key: number for number, key in enumerate(demands)}
    tails, heads, costs = [], [], []
    capacities: list[Number | None] = []
    for number, row in _rows(data, "arcs"):
        tails.append(_end(row, number, "from", starts))
        heads.append(_end(row, number, "to", ends))
        costs.append(_number(row, "arcs", number, "cost"))
        bounded = row.get("capacity") is not None
        capacities.append(_quantity(row, "arcs", number, "capacity") if bounded else None)
    return tails, heads, costs, capacities


def _end(row: Mapping[str, object], number: int, field: str, known: Mapping[Key, int]) -> int:
    """Give the index of an end of an arc."""
    key = _key(row, "arcs", number, field)
    if key not in known:
        raise AllocationError("unknown", "arcs", number, field, key)
    return known[key]


def _key(row: Mapping[str, object], table: str, number: int, field: str) -> Key:
    """Read an identifier: an integer or a string."""
    value = row.get(field)
    if type(value) is int:
        return value
    if type(value) is str:
        if not value.isascii() and LONE.search(value):
            raise AllocationError("bad_text", table, number, field, value)
        return value
    code = "bad_id" if field in row else "missing"
    raise AllocationError(code, table, number, field, value)


def _number(row: Mapping[str, object], table: str, number: int, field: str) -> Number:
    """Read a finite number."""
    value = row.get(field)
    if type(value) is int:
        if value.bit_length() > BITS:
            raise AllocationError("too_long", table, number, field)
        return value
    if not isinstance(value, Decimal):
        code = "not_number" if field in row else "missing"
        raise AllocationError(code, table, number, field, value)
    if not value.is_finite():
        raise AllocationError("not_finite", table, number, field, value)
    if not -DIGITS <= value.adjusted() <= DIGITS or _decimals(value) > DIGITS:
        raise AllocationError("too_long", table, number, field)
    return value


def _quantity(row: Mapping[str, object], table: str, number: int, field: str) -> Number:
    """Read a finite number, 0 or more."""
    value = _number(row, table, number, field)
    if value < 0:
        raise AllocationError("negative", table, number, field, value)
    return value


def _decimals(value: Number) -> int:
    """Count the decimal places of a number."""
    return 0 if isinstance(value, int) else max(0, -int(value.as_tuple().exponent))


def _places(values: Sequence[Number]) -> int:
    """Count the decimal places that hold every value."""
    return max(map(_decimals, values), default=0)


def scaled(value: Number, places: int) -> int:
    """Multiply a number by a power of ten that makes it whole, exactly.

    Examples
    --------
    >>> scaled(Decimal("12.5"), 2)
    1250
    """
    above, below = value.as_integer_ratio()
    whole: int = above * 10**places // below
    return whole


def unscaled(value: int, places: int) -> Number:
    """Divide a whole number by a power of ten, exactly; whole when it is.

    Examples
    --------
    >>> unscaled(1250, 2), unscaled(1200, 2)
    (Decimal('12.5'), 12)
    """
    whole, rest = divmod(abs(value), 10**places)
    sign = "-" if value < 0 else ""
    if not rest:
        return int(f"{sign}{whole}")
    return Decimal(f"{sign}{whole}.{str(rest).zfill(places).rstrip('0')}")
