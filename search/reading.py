"""How what was typed is read: words that mean more, filters inside the text. Never silently."""

from dataclasses import dataclass, replace

from django.utils import timezone

from search.addresses import Address
from search.entry import EntryKind
from search.gazetteer import gazetteer
from search.language import Chip, Understanding, did_you_mean, understand
from search.lexicon import lexicon
from search.query import Query
from search.vocabulary import vocabulary
from search.words import terms_of


@dataclass(frozen=True)
class Reading:
    """The query that is asked, and what was understood in the text.

    ``meant``: another text, where one that was typed has words that nothing holds.
    """

    query: Query
    address: Address
    understanding: Understanding
    only: EntryKind | None = None
    meant: str = ""

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What was taken for something, with what refuses it."""
        return self.understanding.chips

    def without(self, code: str) -> Query:
        """Give the query where something understood is read as plain words."""
        ignored = (*self.address.ignored, code)
        return read(replace(self.address, ignored=ignored), self.only).query


def read(address: Address, only: EntryKind | None = None) -> Reading:
    """Read an address: its text as clauses and filters, its kind of entry if the page has one."""
    asked = address.query
    words, wordings = vocabulary(), lexicon()
    understood = understand(
        asked.text,
        lexicon=wordings,
        gazetteer=gazetteer(),
        vocabulary=words,
        ignored=frozenset(address.ignored),
        here=(asked.near.latitude, asked.near.longitude) if asked.near else None,
        month=timezone.localdate().month,
    )
    query = understood.narrowed(asked)
    if only is not None:
        query = replace(query, facets={**query.selected, "type": (str(only),)})
    taken = {term for chip in understood.chips for term in terms_of(chip.words)}
    meant = did_you_mean(understood.text, words, wordings.tokens | taken) or ""
    return Reading(query, address, understood, only, meant)
