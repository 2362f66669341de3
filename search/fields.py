"""The fields of a document that are searched, their weight, and the words that they hold. Pure."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from search.words import terms_of

FIELDS: Mapping[str, float] = {
    "name": 10.0,
    "keywords": 5.0,
    "resources": 5.0,
    "postings": 3.0,
    "summary": 3.0,
    "place": 3.0,
    "body": 1.0,
}
"""Searched fields, most telling first, with the weight of a word found in each."""

LEVELS: tuple[tuple[float, tuple[str, ...]], ...] = tuple(
    (least, tuple(name for name, weight in FIELDS.items() if weight >= least))
    for least in sorted(set(FIELDS.values()), reverse=True)
)
"""For each weight, the fields that weigh as much or more: all of them at the last level."""

MAX_HIGHLIGHTS = 6
MAX_WRITTEN = 60
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PLAIN = re.compile(r"[^\W_]+")


def tokenised(texts: Mapping[str, str]) -> dict[str, str]:
    """Give every field as its French tokens, joined by spaces."""
    return {name: " ".join(terms_of(texts.get(name, ""))) for name in FIELDS}


@lru_cache(maxsize=65_536)
def word_terms(word: str) -> frozenset[str]:
    """Give the tokens of one word."""
    return frozenset(terms_of(word))


def written_words(text: str, tokens: Iterable[str]) -> tuple[str, ...]:
    """Give the words of a text that tokens stand for, as they are written, each once."""
    wanted = frozenset(tokens)
    words = (word for word in _WORD.findall(text) if not wanted.isdisjoint(word_terms(word)))
    return distinct_words(words)


def distinct_words(words: Iterable[str]) -> tuple[str, ...]:
    """Give words each once, whatever their capitals, as they are written first; not too many."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.casefold(), word)
    return tuple(found.values())[:MAX_HIGHLIGHTS]


def written_forms(texts: Iterable[str], tokens: Iterable[str]) -> set[tuple[str, str]]:
    """Give each token of a document with the ways in which it is written there.

    An initial capital, that a sentence may give, is dropped; a token cut out of a longer word
    is its own form.
    """
    forms: dict[str, set[str]] = {token: set() for token in tokens}
    for word in {word for text in texts for word in _PLAIN.findall(text)}:
        terms = word_terms(word)
        if len(terms) == 1:
            for token in terms & forms.keys():
                forms[token].add(form_of(word))
    return {(token, form) for token, found in forms.items() for form in found or {token}}


def form_of(word: str) -> str:
    """Give how to write a word of which only the initial may be a capital."""
    kept = word if word[1:].lower() != word[1:] else word.lower()
    return kept[:MAX_WRITTEN]
