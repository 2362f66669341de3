"""Results that staff show first for some words."""

from dataclasses import dataclass

from search.language.reading import composed, read
from search.lexicon import words_in
from search.models import PromotedResult
from search.query import clean_text

MAX_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Promoted:
    """A result shown first."""

    title: str
    url: str
    summary: str = ""


def promoted(text: str) -> tuple[Promoted, ...]:
    """Give the results to show first for a text, at most three, in one query.

    One of their wordings must be the text, accents, plurals and small words aside.
    """
    asked = key_of(clean_text(text))
    if not asked:
        return ()
    rows = PromotedResult.objects.filter(is_active=True).order_by("title", "pk")
    found = (row for row in rows if asked in map(key_of, words_in(row.words)))
    return tuple(Promoted(row.title, row.url, row.summary) for row in found)[:MAX_SHOWN]


def key_of(text: str) -> tuple[str, ...]:
    """Give what two wordings share when they are the same search: their tokens in order.

    Words that the index ignores count when there is nothing else (``AI``).
    """
    words = read(composed(text))
    terms = tuple(term for word in words for term in word.terms)
    return terms or tuple(word.key for word in words)
