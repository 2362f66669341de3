"""What an engine stores of anything that can be found. Pure: no framework, no input or output."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from search.fields import tokenised
from search.words import plain_words


class EntryKind(StrEnum):
    """What can be found, in the order in which the tabs show it."""

    ORGANISATION = "organisation"
    POSTING = "posting"
    ACTION = "action"
    EVENT = "event"
    ARTICLE = "article"
    RESOURCE = "resource"


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """What an entry is of: its kind and the key of the row (or the code of the resource)."""

    kind: EntryKind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @classmethod
    def read(cls, text: str) -> "Ref":
        """Read what :meth:`__str__` wrote; ``ValueError`` for anything else."""
        kind, colon, key = text.partition(":")
        if not colon or not key:
            raise ValueError(text)
        return cls(EntryKind(kind), key)


@dataclass(frozen=True)
class Entry:
    """Something public as engines store it.

    ``texts`` are its words by field of :data:`search.fields.FIELDS` (``name`` is the title);
    ``values`` its codes in each facet; ``url`` its address on the site; ``version`` grows with
    each write, an older write never replacing a newer one.
    """

    ref: Ref
    title: str
    url: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    coordinates: tuple[float, float] | None = None
    day: dt.date | None = None
    is_fictitious: bool = False
    version: int = 0

    @property
    def sort_name(self) -> str:
        return plain_words(self.title)

    @property
    def all_texts(self) -> dict[str, str]:
        return {"name": self.title, **self.texts}

    @property
    def all_values(self) -> dict[str, tuple[str, ...]]:
        """The codes of the facets, the kind of entry being the first facet."""
        return {"type": (str(self.ref.kind),), **self.values}

    @cached_property
    def tokens(self) -> dict[str, str]:
        return tokenised(self.all_texts)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of all that is indexed but the version, to leave alone what has not changed."""
        said = asdict(replace(self, version=0))
        text = json.dumps([said, self.tokens], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
