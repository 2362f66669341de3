"""The fields of a document that are searched, their weight, and which of them matched. Pure."""

import re
from collections.abc import Iterable, Mapping

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

MAX_HIGHLIGHTS = 6
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def tokenised(texts: Mapping[str, str]) -> dict[str, str]:
    """Give every field as its French tokens, joined by spaces."""
    return {name: " ".join(terms_of(texts.get(name, ""))) for name in FIELDS}


def matched_fields(texts: Mapping[str, str], terms: Iterable[str]) -> tuple[str, ...]:
    """Name the fields that hold at least one of the terms."""
    wanted = set(terms)
    return tuple(name for name in FIELDS if wanted.intersection(terms_of(texts.get(name, ""))))


def matched_words(texts: Mapping[str, str], terms: Iterable[str]) -> tuple[str, ...]:
    """Give the words of the fields that the terms stand for, as they are written."""
    wanted = set(terms)
    found: dict[str, str] = {}
    for name in FIELDS:
        for word in _WORD.findall(texts.get(name, "")):
            if wanted.intersection(terms_of(word)):
                found.setdefault(word.casefold(), word)
        if len(found) >= MAX_HIGHLIGHTS:
            break
    return tuple(found.values())[:MAX_HIGHLIGHTS]
