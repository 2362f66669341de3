"""One posting at a time: as it is stored, or as it is being written."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import F, Model

from cooperation.matching import types
from cooperation.models import Cooperation, Introduction, Posting
from cooperation.models.flowing import Flows, flow_of, is_about
from cooperation.snapshot.network import place_of, posting_of, what_is_left
from pacte import trips

WRITTEN = (
    *("direction", "resource", "quantity", "unit", "period", "minimum_lot", "starts_on"),
    *("ends_on", "months", "commune", "max_distance_km", "price_mode", "visibility"),
)
"""What the core reads of a posting that is not stored."""

READ = (
    *("organisation_id", "direction", "resource", "quantity", "unit", "period", "minimum_lot"),
    *("starts_on", "ends_on", "months", "commune_id", "max_distance_km", "price_mode"),
    *("visibility", "published_on"),
)
"""What the core reads of a posting that is stored."""
PLACE = {
    "insee": "commune__insee",
    "siren": "commune__epci__siren",
    "latitude": "commune__latitude",
    "longitude": "commune__longitude",
}
"""What it reads of where a posting is."""
TOLD = {
    "postgresql": "json_agg(json_build_array({}))::text",
    "sqlite": "json_group_array(json_array({}))",
}
"""How each database tells rows in one value."""
LINK = "way, code"
"""What is told of what is linked to a posting."""
FLOW = (
    "flow.resource, flow.quantity, flow.unit, flow.period, origin.posting_id, "
    "origin.evidence -> 'postings'"
)
"""What is told of a cooperation of its organisation."""


def unsaved(
    row: Posting, *, ident: int, actor_id: int, labels: Iterable[str], kinds: Iterable[str]
) -> types.Posting:
    """Return a posting that is only being written, under identifiers of its own."""
    held, asked = frozenset(labels), frozenset(kinds)
    written = Posting(**{name: getattr(row, name) for name in WRITTEN})
    written.pk, written.organisation_id = ident, actor_id
    return posting_of(written, held, {}, {ident: asked})


def guest(row: Posting, *, ident: int) -> types.Actor:
    """Return an organisation of which nothing is known but where its posting is."""
    return types.Actor(id=ident, place=place_of(row))


def posting(posting_id: int, network: types.Network) -> types.Posting | None:
    """Return one posting, in one query; nothing if it is not matched, or of an unknown code."""
    reading = _reading(connection.vendor)
    found = trips.read(reading.sql, (*[posting_id] * 3, *reading.values, posting_id))
    row = reading.told(found[0]) if found else None
    if row is None or row.resource not in network.knowledge.resources:
        return None
    labels, kinds, served = (
        {row.pk: frozenset(code for way, code in row.links if way == n and code)} for n in range(3)
    )
    return what_is_left(row, labels, served, kinds, row.flows)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The statement that reads a posting with what is linked to it, and how to read its answer."""

    sql: str
    values: tuple[Any, ...]
    names: tuple[str, ...]
    converters: Mapping[int, Any]

    def told(self, found: Sequence[Any]) -> Any:
        """Give an answer as :func:`posting_of` reads a posting: no model is worth its making."""
        values = list(found)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        row = SimpleNamespace(**dict(zip(self.names, values, strict=True)), commune=None)
        row.links = json.loads(row.links or "[]")
        row.flows = _flows(row.pk, row.flows) if row.flows else ()
        if row.commune_id is not None:
            row.commune, row.epci = row, row
        return row


@lru_cache
def _reading(vendor: str) -> _Reading:
    """Write the query of one posting, once a dialect."""
    names = {"pk": "pk", **{name: name for name in READ}, **PLACE}
    rows = Posting.objects.active().filter(pk=0).order_by().values_list(*names.values())
    compiler = rows.query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    tell = TOLD[vendor].format
    told = f"SELECT {tell(LINK)} FROM ({_links()}) linked"  # noqa: S608 - our own names
    flowing = f"SELECT {tell(FLOW)} {_flowing()}"
    return _Reading(
        sql=f"SELECT posted.*, ({told}), ({flowing}) FROM ({sql}) posted",  # noqa: S608
        names=(*names, "links", "flows"),
        values=tuple(values[:-1]),
        converters=compiler.get_converters(column for column, *_ in compiler.select),
    )


def _links() -> str:
    """Write the query of the labels, kinds and served communes of one posting."""
    links = (
        (Posting.labels.through, "label__code"),
        (Posting.kinds_may_answer.through, "kind__code"),
        (Posting.service_zones.through, "zone__communes__insee"),
    )
    return " UNION ALL ".join(
        f"SELECT {way} AS way, found.* FROM ({_codes(model, code)}) found"  # noqa: S608
        for way, (model, code) in enumerate(links)
    )


def _flowing() -> str:
    """Write which cooperations are those of the organisation of a posting, on its side."""
    flow, origin = Cooperation._meta.db_table, Introduction._meta.db_table
    ends = {"offer": "giver_id", "need": "receiver_id"}
    mine = " OR ".join(
        f"(posted.direction = '{way}' AND flow.{end} = posted.organisation_id)"
        for way, end in ends.items()
    )
    return f"FROM {flow} flow JOIN {origin} origin ON origin.id = flow.introduction_id WHERE {mine}"


def _flows(posting_id: int, told: str) -> Flows:
    """Read the flows that came of a posting, among those of its organisation."""
    rows = json.loads(told, parse_float=Decimal)
    return tuple(
        flow_of(resource, None if quantity is None else Decimal(quantity), unit, period)
        for resource, quantity, unit, period, origin, kept in rows
        if is_about(posting_id, origin, kept)
    )


def _codes(model: type[Model], name: str) -> str:
    """Write the query of what a table links to one posting."""
    rows = model._default_manager.filter(posting=0).annotate(code=F(name)).values("code")
    return str(rows.query.sql_with_params()[0])
