"""Published articles."""

from collections.abc import Iterable

from pacte.models import ArticlePage
from search.documents.base import MAX_BODY, join, numbers, stream_words
from search.documents.pages import addresses, public_keys, public_pages
from search.entry import Entry, EntryKind, Ref


def keys() -> Iterable[str]:
    """Give the number of every article that any visitor may read."""
    return public_keys(ArticlePage)


def entries(keys: Iterable[str]) -> list[Entry]:
    """Give the entries of the public articles among these, in three queries."""
    path = addresses()
    rows = public_pages(ArticlePage, numbers(keys)).select_related("category")
    return [_entry(row, url) for row in rows if (url := path(row))]


def _entry(row: ArticlePage, url: str) -> Entry:
    return Entry(
        ref=Ref(EntryKind.ARTICLE, str(row.pk)),
        title=row.title,
        url=url,
        texts={
            "keywords": row.category.name,
            "summary": row.introduction[:MAX_BODY],
            "body": join([row.search_description, stream_words(row.body)])[:MAX_BODY],
        },
        values={"category": (row.category.code,)},
        day=row.date,
        is_fictitious=row.is_fictitious,
    )
