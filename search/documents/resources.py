"""Resources of the taxonomy, under all their everyday names."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from cooperation.knowledge import Resource, load
from search.documents.base import family, join, wordings
from search.entry import Entry, EntryKind, Ref


def keys() -> Iterable[str]:
    """Give the code of every resource of the knowledge in force."""
    return sorted(load().resources)


def entries(keys: Iterable[str]) -> list[Entry]:
    """Give the entries of the known resources among these, without a query."""
    known = load().resources
    return [_entry(known[code]) for code in sorted(set(keys)) if code in known]


def _entry(row: Resource) -> Entry:
    return Entry(
        ref=Ref(EntryKind.RESOURCE, row.code),
        title=row.label,
        url=address_of(row),
        texts={"keywords": row.low_code, "resources": join(wordings([row.code]))},
        values={"family": (family(row.code),)},
    )


def address_of(row: Resource) -> str:
    """Give the list of the postings of a resource and of those under it: it has no page."""
    return f"{reverse('cooperation:posting-list')}?{urlencode({'q': row.label})}"
