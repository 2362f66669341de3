"""Needs and offers that any visitor may see."""

import datetime as dt
from collections.abc import Iterable

from cooperation.enums import Direction
from cooperation.models import Posting
from cooperation.months import from_mask
from cooperation.wording.left import quantity_left_of
from cooperation.wording.postings import when_of
from pacte.models import Commune
from search.documents.base import MAX_BODY, codes, family, join, numbers, wordings
from search.entry import Entry, EntryKind, Ref

OFFERS, SEEKS = "offre", "cherche"
POSTING_FLAGS = {Direction.OFFER.value: OFFERS, Direction.NEED.value: SEEKS}
YEAR = 12


def keys() -> Iterable[str]:
    """Give the number of every public posting."""
    rows = Posting.objects.public().order_by("pk").values_list("pk", flat=True)
    return map(str, rows)


def entries(keys: Iterable[str]) -> list[Entry]:
    """Give the entries of the public postings among these, in four queries."""
    public = Posting.objects.public().filter(pk__in=numbers(keys)).order_by("pk")
    rows = public.select_related("organisation__commune__epci", "commune__epci")
    kept = rows.prefetch_related("labels", "organisation__kinds", "flows")
    return [_entry(row) for row in kept.defer("organisation__description")]


def _entry(row: Posting) -> Entry:
    commune = row.commune or row.organisation.commune
    return Entry(
        ref=Ref(EntryKind.POSTING, str(row.pk)),
        title=row.title,
        url=row.get_absolute_url(),
        texts=_texts(row, commune),
        values=_values(row, commune),
        coordinates=_coordinates(row),
        day=row.published_on,
        is_fictitious=row.is_fictitious,
    )


def _coordinates(row: Posting) -> tuple[float, float] | None:
    """Place a posting in its own commune; failing that, where its organisation is."""
    if row.commune:
        return row.commune.latitude, row.commune.longitude
    place: tuple[float, float] | None = row.organisation.coordinates
    return place


def _texts(row: Posting, commune: Commune | None) -> dict[str, str]:
    organisation = row.organisation
    named = [*row.labels.all(), *organisation.kinds.all()]
    return {
        "keywords": join(
            [row.get_direction_display(), organisation.name, *(entry.name for entry in named)]
        ),
        "resources": join(wordings([row.resource])),
        "summary": join([quantity_left_of(row), when_of(row)]),
        "place": join([commune.name, commune.epci.name]) if commune else "",
        "body": row.description[:MAX_BODY],
    }


def _values(row: Posting, commune: Commune | None) -> dict[str, tuple[str, ...]]:
    siae = row.organisation.siae_type
    root = family(row.resource)
    return {
        "posting": (POSTING_FLAGS[row.direction],),
        "kind": codes(row.organisation.kinds.all()),
        "label": codes(row.labels.all()),
        "siae": (siae,) if siae else (),
        "family": (root,) if root else (),
        "month": months_of(row.months, row.starts_on, row.ends_on),
        "commune": (commune.insee,) if commune else (),
        "epci": (commune.epci.siren,) if commune else (),
    }


def months_of(mask: int, start: dt.date | None, end: dt.date | None) -> tuple[str, ...]:
    """Give the months that are told, by their mask or else between two dates, from 1 to 12."""
    if mask:
        return tuple(map(str, from_mask(mask)))
    if start is None or end is None:
        return ()
    first = start.year * YEAR + start.month - 1
    last = min(end.year * YEAR + end.month - 1, first + YEAR - 1)
    return tuple(map(str, sorted({number % YEAR + 1 for number in range(first, last + 1)})))
