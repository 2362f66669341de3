"""The port: what every engine does, and the rules that hold on all of them."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from search.entry import Entry, Ref
from search.query import Query, Result

MAX_COMPLETIONS = 8


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
        """Store documents, in place of their former selves."""

    @abstractmethod
    def delete(self, refs: Iterable[Ref]) -> None:
        """Forget documents; those unknown are no fault."""

    @abstractmethod
    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Make the index hold exactly these documents; say how many were written."""

    @abstractmethod
    def complete(self, prefix: str) -> tuple[Completion, ...]:
        """Give names of which a word begins as typed, in alphabetical order."""

    @abstractmethod
    def run(self, query: Query) -> Result:
        """Answer a query as it stands, a page too far becoming the last."""

    def search(self, query: Query) -> Result:
        """Answer a query; when no document has all its words, give those that have some."""
        if query.says_nothing:
            return Result(page_size=query.page_size)
        result = self.run(query)
        if result.total or len(query.terms) < 2:
            return result
        return self.run(query.with_any_term())
