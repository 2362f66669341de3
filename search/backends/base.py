"""The port: what every engine does, and the rules that hold on all of them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.entry import Entry, EntryKind, Ref
from search.query import Query, Result, clean_text
from search.ranking import Frequencies, telling
from search.words import plain_words

MAX_COMPLETIONS = 8
MAX_SIMILAR = 20
MAX_START = 120
"""Letters of a title that are completed, from each of its words."""
Progress = Callable[[int], None]
"""Told how many entries are done, from time to time."""
Stored = dict[Ref, tuple[int, str]]
"""What an index holds: reference → version and fingerprint."""


class EngineError(Exception):
    """The engine did not answer, or not as agreed: another one may."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A name that goes on from what is typed."""

    ref: Ref
    name: str
    url: str


class SearchBackend(ABC):
    """An engine: it keeps documents and answers queries."""

    name: str
    """What operators call it."""

    @abstractmethod
    def index(self, entries: Iterable[Entry]) -> None:
        """Store entries, in place of their former selves unless these are newer."""

    @abstractmethod
    def delete(self, refs: Iterable[Ref], version: int | None = None) -> None:
        """Forget entries; those unknown are no fault.

        With a version, a newer entry is kept, and an older write that comes late is refused.
        """

    @abstractmethod
    def rebuild(self, entries: Iterable[Entry], progress: Progress | None = None) -> int:
        """Make the index hold exactly these entries; say how many were written.

        Give an iterator that reads as it goes: nothing written meanwhile is lost.
        """

    def sweep(self) -> None:
        """Forget what a damaged index still says of entries that it no longer holds."""
        return

    @abstractmethod
    def stored(self, kind: EntryKind | None = None) -> Stored:
        """Tell the version and the fingerprint of all that is kept, or of one kind."""

    @abstractmethod
    def completed(self, words: str, kinds: Sequence[str], limit: int) -> tuple[Completion, ...]:
        """Give titles of which a word begins as these plain words do, in the order of the port."""

    @abstractmethod
    def run(self, query: Query) -> Result:
        """Answer a query as it stands, a page too far becoming the last."""

    @abstractmethod
    def tokens_of(self, ref: Ref) -> Mapping[str, str] | None:
        """Give the tokens of an entry, field by field; nothing if it is unknown."""

    @abstractmethod
    def frequencies(self, tokens: Iterable[str]) -> Frequencies:
        """Count the documents that hold each of some tokens, and all of them."""

    def complete(
        self, prefix: str, kinds: Iterable[EntryKind] = (), limit: int = MAX_COMPLETIONS
    ) -> tuple[Completion, ...]:
        """Give titles that go on from what is typed, from any of their words.

        Most exact first: the whole title, its first words, their beginning, then whole words
        inside it, then the beginning of words inside; by name, then by reference, in each.
        """
        words = plain_words(clean_text(prefix))[:MAX_START]
        codes = sorted({str(kind) for kind in kinds})
        bounded = max(1, min(limit, 10 * MAX_COMPLETIONS))
        return self.completed(words, codes, bounded) if words else ()

    def search(self, query: Query) -> Result:
        """Answer a query; when no document has all its words, give those that have some."""
        if query.says_nothing:
            return Result(page_size=query.page_size)
        result = self.run(query)
        if result.total or not query.can_be_loosened:
            return result
        return self.run(query.with_any_term())

    def similar(self, ref: Ref, limit: int = 6) -> Result:
        """Give what resembles an entry, of the same kind, by its most telling words."""
        tokens = self.tokens_of(ref)
        size = max(1, min(limit, MAX_SIMILAR))
        if tokens is None:
            return Result(page_size=size)
        clauses = telling(tokens, self.frequencies)
        if not clauses:
            return Result(page_size=size)
        same = {"type": (str(ref.kind),)}
        query = Query(facets=same, clauses=clauses, exclude=(ref,), page_size=size, counted=())
        return self.run(query.with_any_term())
