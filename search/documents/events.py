"""Events of the agenda, past and to come."""

from collections.abc import Iterable

from django.utils import timezone

from cooperation.months import to_mask
from cooperation.wording.postings import months_of as months_in_words
from pacte.models import EventPage
from search.documents.base import MAX_BODY, join, numbers, stream_words
from search.documents.pages import addresses, public_keys, public_pages
from search.documents.postings import months_of
from search.entry import Entry, EntryKind, Ref


def keys() -> Iterable[str]:
    """Give the number of every event that any visitor may read."""
    return public_keys(EventPage)


def entries(keys: Iterable[str]) -> list[Entry]:
    """Give the entries of the public events among these, in three queries."""
    path = addresses()
    rows = public_pages(EventPage, numbers(keys)).select_related("commune__epci", "organiser")
    return [_entry(row, url) for row in rows if (url := path(row))]


def _entry(row: EventPage, url: str) -> Entry:
    commune = row.commune
    start, end = timezone.localdate(row.starts_at), timezone.localdate(row.ends_at)
    months = months_of(0, start, end)
    return Entry(
        ref=Ref(EntryKind.EVENT, str(row.pk)),
        title=row.title,
        url=url,
        texts={
            "keywords": join([_organiser(row), row.audience]),
            "summary": join([row.introduction, months_in_words(to_mask(map(int, months)))]),
            "place": join([row.venue, *([commune.name, commune.epci.name] if commune else [])]),
            "body": join([row.search_description, stream_words(row.body)])[:MAX_BODY],
        },
        values={
            "month": months,
            "commune": (commune.insee,) if commune else (),
            "epci": (commune.epci.siren,) if commune else (),
        },
        coordinates=(commune.latitude, commune.longitude) if commune else None,
        day=start,
        is_fictitious=row.is_fictitious,
    )


def _organiser(row: EventPage) -> str:
    """Name who receives, unless the profile is not published."""
    return row.organiser.name if row.organiser and row.organiser.live else ""
