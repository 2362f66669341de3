"""The words of an index: their tokens, how they are written, how many documents hold each. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cooperation.knowledge import fold
from cooperation.knowledge.french import singular
from search.language.reading import Word, composed, read

Triple = tuple[str, str, int]
Shape = tuple[int, str, str]
"""The letters of a word as bits, the folded word, its token."""
MAX_WRITTEN = 60


@dataclass(frozen=True, repr=False, eq=False)
class Vocabulary:
    """Tokens with a written form and the number of documents that hold them.

    ``near`` is where :mod:`search.language.spelling` keeps what it has already looked for.
    """

    words: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    near: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __contains__(self, token: object) -> bool:
        return token in self.words

    def __len__(self) -> int:
        return len(self.words)

    def written(self, token: str) -> str:
        """Give how a token is most often written: the token itself if it is unknown."""
        return self.words.get(token, (token, 0))[0]

    def frequency(self, token: str) -> int:
        """Give how many documents hold a token."""
        return self.words.get(token, ("", 0))[1]

    @cached_property
    def shapes(self) -> Mapping[tuple[int, str], tuple[Shape, ...]]:
        """Number of letters and first letter → words; made when a word is first unknown."""
        found: dict[tuple[int, str], list[Shape]] = {}
        for token, (written, _) in sorted(self.words.items()):
            key = singular(fold(written))
            if key.isalpha():
                found.setdefault((len(key), key[0]), []).append((letters_of(key), key, token))
        return {shape: tuple(rows) for shape, rows in found.items()}

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> "Vocabulary":
        """Make the vocabulary of triples (token, written form, number of documents)."""
        return cls({token: (written, count) for token, written, count in triples})

    @classmethod
    def counted(cls, texts: Iterable[str]) -> "Vocabulary":
        """Make the vocabulary of documents, each given as one text."""
        return cls.of(triples(texts))


def letters_of(word: str) -> int:
    """Give the letters of a word as bits: two words an edit apart differ by two bits at most."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def triples(texts: Iterable[str]) -> list[Triple]:
    """Count the tokens of documents: token, how it is most often written, documents that hold it.

    Examples
    --------
    >>> triples(["Des bocaux, un bocal", "Le bocal"])
    [('bocal', 'bocal', 2)]
    """
    documents: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        words = [word for word in read(composed(text)) if len(word.terms) == 1]
        documents.update({word.terms[0] for word in words})
        for word in words:
            forms.setdefault(word.terms[0], Counter())[_form(word)] += 1
    return [
        (token, min(forms[token].items(), key=lambda row: (-row[1], row[0]))[0], count)
        for token, count in sorted(documents.items())
    ]


def _form(word: Word) -> str:
    """Give how to write a word: an initial capital, that a sentence may give, dropped."""
    written = word.written
    kept = written if written[1:].lower() != written[1:] else written.lower()
    return kept[:MAX_WRITTEN]
