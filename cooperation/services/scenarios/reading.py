"""From plain data (a form, a file, a stored scenario) to the changes of the core.

Every fault names the change, counting from 1, and the field.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from cooperation import knowledge
from cooperation.matching.counterfactual.overlays import (
    AddActor,
    AddAuthorisation,
    KnowHow,
    Overlay,
    RemoveActor,
    SetCapacity,
    SetLabel,
    SetRadius,
    Wish,
)
from cooperation.matching.counterfactual.validity import LOW_DIGITS, ChangeError, FieldError
from cooperation.matching.types import Direction, Period, Place
from cooperation.months import to_mask
from cooperation.services.scenarios.presets import PRESETS
from pacte.models import Commune, Kind, Label, Organisation, Role
from pacte.selectors.communes import find_communes

Row = Mapping[str, Any]

MONTHS = tuple(range(1, 13))
MOST = 20
"""Changes in a scenario."""
LONGEST = 200
LONE = re.compile("[\ud800-\udfff]")
"""Half a character: no text that can be written."""


def read(rows: Any) -> list[Overlay]:
    """Read changes, in two queries.

    Raises
    ------
    ChangeError
        Naming the change that cannot be read.
    """
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        raise ChangeError(0, FieldError("changes", "missing"))
    if len(rows) > MOST:
        raise ChangeError(MOST + 1, FieldError("changes", "too_many", MOST))
    slugs = {str(row["organisation"]) for row in rows if _names(row)}
    known = dict(Organisation.objects.public().filter(slug__in=slugs).values_list("slug", "pk"))
    towns = list(Commune.objects.all()) if any(_is_placed(row) for row in rows) else []
    codes = Codes()
    found: list[Overlay] = []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(_change(row, known, towns, codes))
            if row["kind"] == "remove_actor":
                del known[row["organisation"]]
        except FieldError as problem:
            raise ChangeError(number, problem) from None
    return found


class Codes:
    """Codes that a change may hold, read once, and only when one does."""

    @cached_property
    def labels(self) -> frozenset[str]:
        """Codes of labels."""
        return frozenset(Label.objects.values_list("code", flat=True))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Codes of kinds and roles of organisations."""
        rows = Kind.objects.values_list("code"), Role.objects.values_list("code")
        return frozenset(code for (code,) in rows[0].order_by().union(rows[1].order_by()))


def _names(row: Any) -> bool:
    return isinstance(row, Mapping) and "organisation" in row


def _is_placed(row: Any) -> bool:
    return isinstance(row, Mapping) and bool(row.get("commune"))


def _change(row: Any, known: Mapping[str, int], towns: Iterable[Commune], codes: Codes) -> Overlay:
    if not isinstance(row, Mapping):
        raise FieldError("kind", "missing")
    kind = str(row.get("kind", ""))
    if kind == "add_actor":
        return _added(row, towns, codes)
    if kind not in READERS:
        raise FieldError("kind", "unknown" if kind else "missing", kind)
    slug = str(row.get("organisation", ""))
    if slug not in known:
        raise FieldError("organisation", "unknown" if slug else "missing", slug)
    return READERS[kind](row, known[slug], codes)


def _removed(row: Row, actor_id: int, codes: Codes) -> Overlay:
    return RemoveActor(actor_id=actor_id)


def _capacity(row: Row, actor_id: int, codes: Codes) -> Overlay:
    return SetCapacity(
        actor_id=actor_id,
        transformation=_text(row, "transformation"),
        yearly_capacity=_number(row, "capacity", "quantity"),
        unit=_text(row, "unit"),
    )


def _labelled(row: Row, actor_id: int, codes: Codes) -> Overlay:
    held, label = row.get("kind") == "add_label", _text(row, "label")
    if label:
        _all_known(frozenset([label]), codes.labels, "label")
    return SetLabel(actor_id=actor_id, label=label, held=held)


def _authorised(row: Row, actor_id: int, codes: Codes) -> Overlay:
    return AddAuthorisation(actor_id=actor_id, low_code=_low_code(row.get("low_code", "")))


def _reaching(row: Row, actor_id: int, codes: Codes) -> Overlay:
    kilometres = _whole(row, "kilometres", "radius")
    if kilometres is None:
        raise FieldError("radius", "missing")
    return SetRadius(actor_id=actor_id, kilometres=kilometres)


READERS: dict[str, Callable[[Row, int, Codes], Overlay]] = {
    "remove_actor": _removed,
    "set_capacity": _capacity,
    "add_label": _labelled,
    "remove_label": _labelled,
    "add_authorisation": _authorised,
    "set_radius": _reaching,
}


def _added(row: Row, towns: Iterable[Commune], codes: Codes) -> AddActor:
    preset = _text(row, "preset")
    if preset and preset not in PRESETS:
        raise FieldError("preset", "unknown", preset)
    full = {**(PRESETS[preset].row() if preset else {}), **row}
    kinds, labels = _texts(row, "kinds"), _texts(row, "labels")
    if kinds:
        _all_known(kinds, codes.kinds, "kinds")
    if labels:
        _all_known(labels, codes.labels, "label")
    return AddActor(
        name=_text(full, "name"),
        place=_place(full, towns),
        kinds=_texts(full, "kinds"),
        labels=_texts(full, "labels"),
        authorisations=frozenset(_low_code(code) for code in _list(full, "authorisations")),
        radius_km=_whole(full, "radius_km", "radius"),
        is_social=_yes(full, "is_social"),
        know_hows=tuple(_know_how(item) for item in _list(full, "know_hows")),
        wishes=(
            *(_wish(item, Direction.OFFER) for item in _list(full, "offers")),
            *(_wish(item, Direction.NEED) for item in _list(full, "needs")),
        ),
    )


def _place(row: Row, towns: Iterable[Commune]) -> Place | None:
    """Read a place: a commune that one town only answers to, or coordinates."""
    text = _text(row, "commune").strip()
    if not text:
        latitude, longitude = (_real(row, name) for name in ("latitude", "longitude"))
        both = latitude is not None or longitude is not None
        return Place(latitude=latitude, longitude=longitude) if both else None
    found = find_communes(text, towns)
    if len(found) != 1:
        raise FieldError("commune", "ambiguous" if found else "unknown", text[:80])
    town = found[0]
    return Place(insee=town.insee, latitude=town.latitude, longitude=town.longitude)


def _know_how(row: Any) -> KnowHow:
    if not isinstance(row, Mapping):
        raise FieldError("transformation", "missing")
    return KnowHow(
        transformation=_text(row, "transformation"),
        yearly_capacity=_number(row, "capacity", "quantity"),
        unit=_text(row, "unit"),
    )


def _wish(row: Any, direction: Direction) -> Wish:
    if not isinstance(row, Mapping):
        raise FieldError("resource", "missing")
    period = str(row.get("period", Period.MONTH))
    if period not in list(Period):
        raise FieldError("period", "unknown", period[:80])
    months = _list(row, "months")
    wrong = [item for item in months if item not in MONTHS]
    if wrong:
        raise FieldError("months", "invalid", str(wrong[0])[:80])
    return Wish(
        direction=direction,
        resource=_text(row, "resource"),
        quantity=_number(row, "quantity", "quantity"),
        unit=_text(row, "unit"),
        period=Period(period),
        months=to_mask(months),
    )


def _number(row: Row, key: str, field: str) -> Decimal | None:
    """Read a number as people write it; nothing when it is not told."""
    value = row.get(key)
    if value is None or value == "":
        return None
    text = str(value).replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", ".")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise FieldError(field, "invalid", str(value)[:80]) from None


def _whole(row: Row, key: str, field: str) -> int | None:
    number = _number(row, key, field)
    if number is None:
        return None
    if not number.is_finite() or number != int(number):
        raise FieldError(field, "invalid", str(number))
    return int(number)


def _real(row: Row, key: str) -> float | None:
    number = _number(row, key, "place")
    if number is None:
        return None
    if not math.isfinite(float(number)):
        raise FieldError("place", "invalid", str(number)[:80])
    return float(number)


def _low_code(value: Any) -> str:
    digits = str(value).replace(" ", "").rstrip("*")
    is_code = digits.isdigit() and len(digits) in LOW_DIGITS
    if is_code and not any(code.startswith(digits) for code in knowledge.load().low):
        raise FieldError("low_code", "unknown", digits)
    return digits


def _list(row: Row, key: str) -> list[Any]:
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise FieldError(key, "invalid", str(value)[:80])
    return list(value)


def _texts(row: Row, key: str) -> frozenset[str]:
    return frozenset(_sound(item, key) for item in _list(row, key))


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    return "" if value is None else _sound(value, key)


def _sound(value: Any, key: str) -> str:
    """Require a text that can be written, of a bearable length."""
    if not isinstance(value, str) or len(value) > LONGEST or LONE.search(value):
        shown = str(value)[:80].encode("utf-8", "backslashreplace").decode()
        raise FieldError(key, "invalid", shown)
    return value


def _yes(row: Row, key: str) -> bool:
    value = row.get(key)
    if not isinstance(value, bool | None):
        raise FieldError(key, "invalid", str(value)[:80])
    return bool(value)


def _all_known(codes: frozenset[str], known: frozenset[str], field: str) -> None:
    for code in sorted(codes - known):
        raise FieldError(field, "unknown", code)
