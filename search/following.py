"""What a saved address finds today: the same parameters as the page of results."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict

from search import engine
from search.addresses import Address, read_address
from search.models import Document
from search.query import MAX_PAGE_SIZE, Result, Sort
from search.reading import read
from search.selectors import Labels, facet_labels

FOLLOWED = 2_000
"""Results of a search that are followed, most recent first."""


@dataclass(frozen=True)
class Followed:
    """A search as it is saved: its canonical address, and what it asks in words."""

    address: Address
    labels: Labels

    @property
    def text(self) -> str:
        """The parameters that say it all, in one order, whatever the page they came from."""
        kept = [pair for pair in self.address.pairs() if pair[0] not in {"vue", "tri"}]
        return self.address.url(kept)[1:]

    @property
    def title(self) -> str:
        """Give a name to who gives none: the words, then the filters."""
        query = self.address.query
        filters = [
            self.labels[facet].get(code, code)
            for facet, codes in query.selected.items()
            for code in codes
        ]
        return ", ".join(part for part in (query.text, *filters) if part)[:120]


def follow(asked: QueryDict | str) -> Followed:
    """Read an address that may be saved; what is unknown or malformed is left aside."""
    if isinstance(asked, str):
        asked = QueryDict(asked[:8_000])
    labels = facet_labels()
    return Followed(read_address(asked, labels), labels)


def newest(followed: Followed, *, count: int) -> Result:
    """Find the first results, most recent first."""
    query = read(followed.address).query
    return engine.search(replace(query, sort=Sort.DATE, page=1, page_size=count))


def found_refs(followed: Followed) -> tuple[list[str], bool]:
    """Give the names of all that is found, most recent first, and whether it can be relied on.

    It cannot while another engine than the usual one answers: it may find other things.
    """
    query = replace(read(followed.address).query, sort=Sort.DATE, page_size=MAX_PAGE_SIZE)
    refs: list[str] = []
    sure = True
    for page in range(1, FOLLOWED // MAX_PAGE_SIZE + 1):
        result = engine.search(query.on_page(page))
        refs += [str(ref) for ref in result.refs]
        sure = sure and not result.degraded
        if page >= result.pages:
            break
    return refs, sure


def documents(refs: Iterable[str]) -> list[Document]:
    """Read what is public of some results, in their order; what is public no more is left out."""
    wanted = list(refs)
    rows = {row.ref: row for row in Document.objects.filter(ref__in=wanted).defer("texts")}
    return [rows[ref] for ref in wanted if ref in rows]
