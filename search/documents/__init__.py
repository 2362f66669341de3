"""What the index knows of everything public, kind by kind. Nothing else is ever indexed.

Each kind is a module with the protocol of :class:`Source`: ``keys()`` gives what is public,
``entries(keys)`` what is public among some keys, in a fixed number of queries. Everything is read
in batches, so that memory does not grow with the site.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from search.documents import actions, articles, events, organisations, postings, resources
from search.documents.base import BATCH, Source, batches
from search.documents.postings import OFFERS, POSTING_FLAGS, SEEKS
from search.entry import Entry, EntryKind, Ref

SOURCES: Mapping[EntryKind, Source] = {
    EntryKind.ORGANISATION: organisations,
    EntryKind.POSTING: postings,
    EntryKind.ACTION: actions,
    EntryKind.EVENT: events,
    EntryKind.ARTICLE: articles,
    EntryKind.RESOURCE: resources,
}


def groups(refs: Iterable[Ref]) -> Iterator[list[Ref]]:
    """Cut references into batches of one kind each, in order."""
    asked: defaultdict[EntryKind, set[str]] = defaultdict(set)
    for ref in refs:
        asked[ref.kind].add(ref.key)
    for kind in EntryKind:
        for keys in batches(sorted(asked[kind])):
            yield [Ref(kind, key) for key in keys]


def entries_of(refs: Iterable[Ref]) -> list[Entry]:
    """Give the entries of what is public now among some references, batch after batch."""
    return [
        entry
        for some in groups(refs)
        for entry in SOURCES[some[0].kind].entries(ref.key for ref in some)
    ]


def public_refs(kinds: Iterable[EntryKind] = EntryKind) -> Iterator[Ref]:
    """Give everything public, kind after kind."""
    for kind in kinds:
        public = SOURCES[kind].keys()
        yield from (Ref(kind, key) for key in public)


def all_entries(kinds: Iterable[EntryKind] = EntryKind) -> Iterator[Entry]:
    """Give the entries of everything public, read batch after batch."""
    for some in groups(public_refs(kinds)):
        yield from entries_of(some)


__all__ = [
    "BATCH",
    "OFFERS",
    "POSTING_FLAGS",
    "SEEKS",
    "SOURCES",
    "Source",
    "all_entries",
    "batches",
    "entries_of",
    "groups",
    "public_refs",
]
