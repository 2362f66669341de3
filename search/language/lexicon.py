"""Which wordings call for which others. Pure.

Built once for a knowledge (about ten thousand wordings), then extended by the staff's groups
without being built again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from cooperation.knowledge import Knowledge
from cooperation.knowledge.common_words import FRAME, GENERIC
from search.clauses import Alternative
from search.language import groups
from search.language.acronyms import all_acronyms
from search.language.groups import MAX_WORDS, Group
from search.language.reading import keys_of
from search.words import terms_of

Tokens = tuple[str, ...]
Key = TypeVar("Key")
_COMMON = frozenset(token for word in sorted(FRAME | GENERIC) for token in terms_of(word))
"""Tokens of common words: no slips, whether or not a document holds them."""
OPENING = 0.8
"""What is left of a weight when the beginning only of a wording was said."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Lexicon:
    """Wordings by their tokens.

    ``groups``: what means the same; ``index``: tokens of a wording → positions of its groups;
    ``exact``: the same by tokens and singulars;
    ``openings``: the same for the beginning of longer wordings; ``acronyms``: folded acronym →
    its group; ``phrases``: singulars of the wordings of several words, that keep their words;
    ``tokens``: every token that a wording holds, and those of common words.
    """

    groups: tuple[Group, ...] = ()
    index: Mapping[Tokens, tuple[int, ...]] = field(default_factory=dict)
    exact: Mapping[tuple[Tokens, Tokens], tuple[int, ...]] = field(default_factory=dict)
    openings: Mapping[Tokens, tuple[int, ...]] = field(default_factory=dict)
    acronyms: Mapping[str, Group] = field(default_factory=dict)
    phrases: frozenset[Tokens] = frozenset()
    tokens: frozenset[str] = frozenset()

    def longest(self, terms: Sequence[str], at: int) -> int:
        """Give how many tokens from a place on the longest known wording has, 0 for none."""
        for length in range(min(MAX_WORDS, len(terms) - at), 0, -1):
            asked = tuple(terms[at : at + length])
            if asked in self.index or (length > 1 and asked in self.openings):
                return length
        return 0

    def equivalents(self, tokens: Tokens, keys: Tokens = ()) -> list[Alternative]:
        """Give what a wording calls for, itself left out, the group it names first.

        ``keys``, its singulars: where some wordings have the same, those that only share the
        stems (``navet`` and ``navette``) are left aside.
        """
        found: list[Alternative] = []
        same = self.exact.get((tokens, keys)) or self.index.get(tokens, ())
        for positions, share in ((same, 1.0), (self.openings.get(tokens, ()), OPENING)):
            for position in positions:
                rows = self.groups[position]
                found += [
                    row if share == 1 else replace(row, weight=row.weight * share)
                    for row in (*rows.heads, *rows.others)
                    if row.tokens != tokens
                ]
        return found


def _indexed(rows: Sequence[Group], start: int = 0) -> dict[Tokens, list[int]]:
    index: dict[Tokens, list[int]] = {}
    for position, row in enumerate(rows, start=start):
        for head in row.heads:
            index.setdefault(head.tokens, []).append(position)
    return index


def _exactly(rows: Sequence[Group], start: int = 0) -> dict[tuple[Tokens, Tokens], list[int]]:
    index: dict[tuple[Tokens, Tokens], list[int]] = {}
    for position, row in enumerate(rows, start=start):
        for head in row.heads:
            index.setdefault((head.tokens, keys_of(head.shown)), []).append(position)
    return index


def _opened(rows: Sequence[Group]) -> dict[Tokens, list[int]]:
    """Index the wordings of three tokens and more by their beginning, their last token dropped."""
    index: dict[Tokens, list[int]] = {}
    for position, row in enumerate(rows):
        for tokens in {head.tokens[:-1] for head in row.heads if len(head.tokens) > 2}:
            index.setdefault(tokens, []).append(position)
    return index


def _frozen(index: Mapping[Key, Iterable[int]]) -> Mapping[Key, tuple[int, ...]]:
    return MappingProxyType({key: tuple(found) for key, found in index.items()})


def _before(
    added: Mapping[Key, list[int]], index: Mapping[Key, tuple[int, ...]]
) -> Mapping[Key, tuple[int, ...]]:
    """Put positions before those of an index."""
    return _frozen(
        {**index, **{key: (*found, *index.get(key, ())) for key, found in added.items()}}
    )


def build(knowledge: Knowledge) -> Lexicon:
    """Build the lexicon of a knowledge: acronyms, everyday words, resources, trades, sections."""
    short = {key: groups.acronym_group(row) for key, row in all_acronyms().items()}
    named = [*groups.resources(knowledge), *groups.trades(knowledge)]
    spoken = tuple(groups.everyday())
    rows = (*short.values(), *spoken, *named, *groups.sections())
    wordings = [head for row in (*spoken, *named) for head in row.heads]
    return Lexicon(
        groups=rows,
        index=_frozen(_indexed(rows)),
        exact=_frozen(_exactly(rows)),
        openings=_frozen(_opened(rows)),
        acronyms=MappingProxyType(short),
        phrases=_phrases(wordings),
        tokens=_COMMON.union(
            token for row in rows for head in (*row.heads, *row.others) for token in head.tokens
        ),
    )


def _phrases(wordings: Iterable[Alternative]) -> frozenset[Tokens]:
    found = (keys_of(row.shown) for row in wordings if len(row.tokens) > 1)
    return frozenset(keys for keys in found if len(keys) > 1)


def extended(base: Lexicon, curated: Iterable[Sequence[str]]) -> Lexicon:
    """Add the staff's groups of words to a lexicon; they come before all the others."""
    rows = tuple(groups.curated(words) for words in curated)
    if not rows:
        return base
    start = len(base.groups)
    heads = [head for row in rows for head in row.heads]
    return replace(
        base,
        groups=(*base.groups, *rows),
        index=_before(_indexed(rows, start), base.index),
        exact=_before(_exactly(rows, start), base.exact),
        phrases=base.phrases | _phrases(heads),
        tokens=base.tokens | {token for head in heads for token in head.tokens},
    )
