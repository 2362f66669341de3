"""One posting at a time: as it is stored, or as it is being written."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import F

from cooperation.matching import types
from cooperation.models import Posting
from cooperation.snapshot.network import place_of, posting_of
from pacte.models import Commune, Epci

WRITTEN = (
    *("direction", "resource", "quantity", "unit", "period", "minimum_lot", "starts_on"),
    *("ends_on", "months", "commune", "max_distance_km", "price_mode", "visibility"),
)
"""What the core reads of a posting that is not stored."""

READ = (
    *("organisation", "direction", "resource", "quantity", "unit", "period", "minimum_lot"),
    *("starts_on", "ends_on", "months", "commune", "max_distance_km", "price_mode"),
    *("visibility", "published_on"),
)
"""What the core reads of a posting that is stored."""
PLACE = {
    "insee": F("commune__insee"),
    "siren": F("commune__epci__siren"),
    "latitude": F("commune__latitude"),
    "longitude": F("commune__longitude"),
}
"""What it reads of where a posting is."""


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
    """Return one posting, in two queries; nothing if it is not matched, or of an unknown code."""
    row = _row(posting_id)
    if row is None or row.resource not in network.knowledge.resources:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_links(connection.vendor), [posting_id] * 3)
        found = set(cursor.fetchall())
    labels, kinds, zones = (frozenset(c for way, c in found if way == n and c) for n in range(3))
    return posting_of(row, labels, {row.pk: zones}, {row.pk: kinds})


def _row(posting_id: int) -> Posting | None:
    """Read a posting that is matched with its place, by a statement that is written once."""
    sql, values = _reading(connection.vendor)
    row = next(iter(Posting.objects.raw(sql, (*values, posting_id))), None)
    if row is not None and row.commune_id is not None:
        place = {name: getattr(row, name) for name in PLACE}
        row.commune = Commune(pk=row.commune_id, epci=Epci(siren=place.pop("siren")), **place)
    return row


@lru_cache
def _reading(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Write the query of one posting, once a dialect, and give its values but the last."""
    rows = Posting.objects.active().only(*READ).annotate(**PLACE).filter(pk=0).order_by()
    sql, values = rows.query.sql_with_params()
    return sql, values[:-1]


@lru_cache
def _links(vendor: str) -> str:
    """Write the query of the labels, kinds and served communes of one posting, once a dialect."""
    links = (
        (Posting.labels.through, "label__code"),
        (Posting.kinds_may_answer.through, "kind__code"),
        (Posting.service_zones.through, "zone__communes__insee"),
    )
    rows = (model.objects.filter(posting=0).values_list(code) for model, code in links)
    return " UNION ALL ".join(
        f"SELECT {number}, found.* FROM ({row.query.sql_with_params()[0]}) found"  # noqa: S608
        for number, row in enumerate(rows)
    )
