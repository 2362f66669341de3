"""The French tokens that are indexed and asked, each within its bound. Pure."""

import re

from cooperation.knowledge import fold, tokens

MAX_TERM = 40
_WORD = re.compile(r"[^\W_]+")


def terms_of(text: str) -> tuple[str, ...]:
    """Cut a text into the French tokens that are indexed and asked, each within its bound."""
    return tuple(word[:MAX_TERM] for token in tokens(text) for word in _WORD.findall(token))


def plain_words(text: str) -> str:
    """Fold a text to its words, in order: what titles are sorted and completed by."""
    return " ".join(_WORD.findall(fold(text)))
