"""From the rows of the data files to frozen types, with what links one file to another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from .tables import Row, read
from .types import Resource, ResourceKind, Rule, Trade, Unit, WasteCode

UNIT_COLUMNS = ("code", "label", "dimension", "factor")
RESOURCE_COLUMNS = (
    "code",
    "label",
    "synonyms",
    "kind",
    "unit",
    "units",
    "factors",
    "low",
    "naf",
    "cpv",
    "months",
    "substitutes",
    "environment",
)
LOW_COLUMNS = ("code", "label")
RESOURCE_OPTIONAL = ("dfc",)
RULE_COLUMNS = ("key", "code", "name")
TRADE_COLUMNS = ("code", "label", "naf", "siae", "words", "takes", "gives")

Factors = tuple[tuple[str, Fraction], ...]

DEPTH = 4
_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_LOW = re.compile(r"\d{6}\*?")
NAF = re.compile(r"\d{2}(\.\d{1,2}[A-Z]?)?")
"""A division, a group or a class: ``10``, ``10.7``, ``10.71C``."""
_CPV = re.compile(r"\d{8}")
_DFC = re.compile(r"[A-Za-z]+(-[a-z]+)*")
_MONTHS = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?")
_KINDS = frozenset(kind.value for kind in ResourceKind)


def parse_units(file: str, content: str) -> dict[str, Unit]:
    """Read the units."""
    rows = read(file, content, UNIT_COLUMNS)
    return {row.text("code"): _unit(row) for row in rows}


def _unit(row: Row) -> Unit:
    """Read a unit."""
    return Unit(
        row.text("code"),
        row.text("label"),
        row.text("dimension"),
        row.number_of("factor", row.text("factor")),
    )


def parse_low(file: str, content: str) -> dict[str, WasteCode]:
    """Read the European list of waste, by its six digits."""
    found: dict[str, WasteCode] = {}
    for row in read(file, content, LOW_COLUMNS):
        code = "".join(row.matching("code", _LOW))
        found[code.rstrip("*")] = WasteCode(
            code=code.rstrip("*"), label=row.text("label"), hazardous=code.endswith("*")
        )
    return found


def parse_resources(
    contents: Mapping[str, str],
    units: Mapping[str, Unit],
    low: Mapping[str, WasteCode] | None = None,
) -> dict[str, Resource]:
    """Read the files of resources, sorted by code; a parent comes before its children.

    Waste codes are checked against the European list when it is given.
    """
    found: dict[str, Resource] = {}
    kept: list[Row] = []
    for file, content in sorted(contents.items()):
        for row in read(file, content, RESOURCE_COLUMNS, RESOURCE_OPTIONAL):
            if row.text("code") in found:
                row.fail("code", f"{row.text('code')!r} is there twice")
            found[row.text("code")] = _resource(row, found, units)
            _check_low(row, low)
            kept.append(row)
    substitutes = {
        row.text("code"): row.weighted("substitutes", found.__contains__) for row in kept
    }
    for row in kept:
        if row.text("code") in dict(substitutes[row.text("code")]):
            row.fail("substitutes", "a resource does not replace itself")
    return {code: _with_substitutes(found[code], substitutes[code]) for code in sorted(found)}


def _check_low(row: Row, low: Mapping[str, WasteCode] | None) -> None:
    """Refuse a waste code that is not in the European list, or whose star differs."""
    written = row.values["low"]
    if not written or low is None:
        return
    known = low.get(written.rstrip("*"))
    if known is None:
        row.fail("low", f"{written!r} is not in the European list of waste")
    if known.hazardous != written.endswith("*"):
        row.fail("low", f"{written!r} must {'' if known.hazardous else 'not '}bear the star")


def _with_substitutes(resource: Resource, substitutes: tuple[tuple[str, int], ...]) -> Resource:
    """Complete a resource once all are known."""
    return replace(resource, substitutes=substitutes)


def _resource(row: Row, found: Mapping[str, Resource], units: Mapping[str, Unit]) -> Resource:
    """Read a resource; kind, units and environmental worth come from its parent by default."""
    parent = _parent(row, found)
    unit = row.text("unit", default=parent.unit if parent else None)
    allowed = row.known("units", units.__contains__)
    own_units = bool(row.values["unit"] or row.values["units"])
    inherited = parent.units if parent and not own_units else ()
    low = row.matching("low", _LOW)
    return Resource(
        code=row.text("code"),
        label=row.text("label"),
        synonyms=row.parts("synonyms"),
        kind=_kind(row, parent),
        parent=parent.code if parent else None,
        unit=_known_unit(row, unit, units),
        units=inherited or (unit, *(code for code in allowed if code != unit)),
        factors=_with_inherited(_factors(row, units), parent, unit, units),
        low_code="".join(low).rstrip("*"),
        hazardous="".join(low).endswith("*"),
        naf=row.matching("naf", NAF),
        cpv=row.matching("cpv", _CPV),
        months=_months(row),
        environment=_environment(row, parent),
        dfc=_dfc(row),
    )


def _parent(row: Row, found: Mapping[str, Resource]) -> Resource | None:
    """Give the parent that a code names, checking the code."""
    code = row.text("code")
    if not _CODE.fullmatch(code) or code.count(".") >= DEPTH:
        row.fail("code", f"{code!r} is not a dotted code of at most {DEPTH} levels")
    above, dot, _ = code.rpartition(".")
    if dot and above not in found:
        row.fail("code", f"its parent {above!r} must come before it")
    return found[above] if dot else None


def _kind(row: Row, parent: Resource | None) -> ResourceKind:
    """Read a kind."""
    value = row.text("kind", default=parent.kind if parent else None)
    if value not in _KINDS:
        row.fail("kind", f"{value!r} is not a kind")
    return ResourceKind(value)


def _known_unit(row: Row, unit: str, units: Mapping[str, Unit]) -> str:
    """Check a canonical unit."""
    if unit not in units:
        row.fail("unit", f"{unit!r} is unknown")
    return unit


def _factors(row: Row, units: Mapping[str, Unit]) -> Factors:
    """Read a resource's own conversions."""
    for key, _ in row.pairs("factors"):
        if key not in units:
            row.fail("factors", f"{key!r} is unknown")
    return tuple((key, row.number_of("factors", value)) for key, value in row.pairs("factors"))


def _with_inherited(
    own: Factors, parent: Resource | None, unit: str, units: Mapping[str, Unit]
) -> Factors:
    """Complete own conversions by those of a parent that has the same canonical unit."""
    if parent is None or parent.unit != unit:
        return own
    given = {units[key].dimension for key, _ in own}
    return (*own, *(pair for pair in parent.factors if units[pair[0]].dimension not in given))


def _environment(row: Row, parent: Resource | None) -> int:
    """Read an environmental worth."""
    default = str(parent.environment) if parent else "0"
    return row.whole("environment", row.text("environment", default=default), 1000)


def _dfc(row: Row) -> str:
    """Read the name of a product type of the Data Food Consortium."""
    if len(found := row.matching("dfc", _DFC)) > 1:
        row.fail("dfc", "one product type at most")
    return "".join(found)


def _months(row: Row) -> int:
    """Read months as ranges that may go round the year: ``6-9``, ``11-2``, ``5|9-10``."""
    mask = 0
    for part in row.parts("months"):
        found = _MONTHS.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not (1 <= first <= 12 and 1 <= last <= 12):
            row.fail("months", f"{part!r} is not a range of months")
        for step in range((last - first) % 12 + 1):
            mask |= 1 << (first - 1 + step) % 12
    return mask


def parse_rules(file: str, content: str) -> dict[str, Rule]:
    """Read the rules, by key."""
    rows = read(file, content, RULE_COLUMNS)
    return {row.text("key"): Rule(code=row.text("code"), name=row.text("name")) for row in rows}


def parse_trades(
    contents: Mapping[str, str], resources: Mapping[str, Resource]
) -> dict[str, Trade]:
    """Read the files of trades, sorted by code; a code is in one file only."""
    found: dict[str, Trade] = {}
    for file, content in sorted(contents.items()):
        for row in read(file, content, TRADE_COLUMNS):
            if row.text("code") in found:
                row.fail("code", f"{row.text('code')!r} is there twice")
            found[row.text("code")] = _trade(row, resources)
    return {code: found[code] for code in sorted(found)}


def _trade(row: Row, resources: Mapping[str, Resource]) -> Trade:
    """Read a trade; it takes or gives something."""
    takes = row.weighted("takes", resources.__contains__)
    gives = row.weighted("gives", resources.__contains__)
    if not takes and not gives:
        row.fail("takes", "a trade takes or gives something")
    if row.values["siae"] not in {"", "x"}:
        row.fail("siae", f"{row.values['siae']!r} is neither empty nor x")
    return Trade(
        code=row.text("code"),
        label=row.text("label"),
        naf=row.matching("naf", NAF),
        words=row.parts("words"),
        takes=takes,
        gives=gives,
        siae=row.values["siae"] == "x",
    )
