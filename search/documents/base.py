"""What every kind of entry needs to be read: its protocol, words and codes."""

from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import islice
from typing import Any, Protocol

from django.utils.html import strip_tags

from cooperation.knowledge import load
from search.entry import Entry

MAX_BODY = 20_000
BATCH = 500
"""Entries read at a time: memory does not grow with the site."""
MAX_NUMBER = 18
"""Digits of a primary key, at most."""
UNREAD = frozenset({"url", "image"})
"""What a block holds that nobody reads."""


class Source(Protocol):
    """A kind of entry: what is public of it, and the entries of that."""

    def keys(self) -> Iterable[str]:
        """Give the key of everything public, in a stable order."""

    def entries(self, keys: Iterable[str]) -> list[Entry]:
        """Give the entries of what is public among these keys, in a fixed number of queries."""


def batches(keys: Iterable[str], size: int = BATCH) -> Iterator[Sequence[str]]:
    """Cut keys into lists of at most ``size``."""
    left = iter(keys)
    while some := list(islice(left, size)):
        yield some


def numbers(keys: Iterable[str]) -> list[int]:
    """Give the primary keys among some keys, what is not one left out."""
    return sorted({int(key) for key in keys if key.isdecimal() and len(key) <= MAX_NUMBER})


def join(parts: Iterable[object]) -> str:
    """Join wordings so that no phrase goes from one to the next."""
    return " ; ".join(text for part in parts if part and (text := str(part)))


def codes(rows: Iterable[object]) -> tuple[str, ...]:
    """Give the codes of entries of a reference list, in order."""
    return tuple(sorted(str(getattr(row, "code", "")) for row in rows))


def wordings(resources: Iterable[str]) -> Iterator[str]:
    """Give label, everyday words and broader labels of resources; nothing of an unknown code."""
    known = load()
    above: dict[str, None] = {}
    for code in sorted(set(resources)):
        if row := known.resources.get(code):
            yield from (row.label, *row.synonyms)
            above |= dict.fromkeys(known.ancestors(code))
    yield from (known.resources[code].label for code in above if code in known.resources)


def family(resource: str) -> str:
    """Give the root of the taxonomy that a resource is under; nothing for an unknown code."""
    return resource.partition(".")[0] if resource in load().resources else ""


def plain(html: str) -> str:
    """Give the words of rich text, those of two blocks kept apart."""
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())


def stream_words(stream: Any) -> str:
    """Give the words of a StreamField as it is stored: nothing is rendered nor fetched."""
    return " ".join(_said(list(stream.raw_data)))[:MAX_BODY] if stream else ""


def _said(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, dict):
        kept = (inner for name, inner in value.items() if name not in UNREAD | {"id", "type"})
        for inner in kept:
            yield from _said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner)
