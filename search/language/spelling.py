"""The known words that an unknown one may be a slip of. Pure.

A neighbour is one letter away (four to six letters) or two (seven and more): letters added,
dropped, changed or swapped with the next, counted on the folded singular as on the token; or it
sounds the same in French. The nearest first, the more frequent first among equals.
"""

from collections.abc import Container, Iterator
from itertools import pairwise
from math import log10

from search.language.reading import Word, composed, read
from search.language.sounds import sound_of
from search.language.vocabulary import Vocabulary, letters_of

SHORTEST = 4
LONG = 7
MAX_NEIGHBOURS = 3
MAX_KEPT = 4_096
SOUND = 0.5
"""What it costs to sound the same, in letters."""
OTHER_START = 0.7
"""What it costs more to begin with another letter."""
FREQUENT = 0.25
"""What ten times as many documents are worth, in letters."""
MISTAKEN = 200
"""How many times more frequent a neighbour is, for a known word to be doubted."""
_ALIKE = ("ckqs", "fp", "gj", "sz", "aeoh", "iyh", "uh", "vw", "td")
"""First letters that are heard or mistaken for one another."""
_KEYBOARD = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_BESIDE = frozenset(pair for row in _KEYBOARD for a, b in pairwise(row) for pair in (a + b, b + a))


def reach(word: str) -> int:
    """Give how many letters of a word may be wrong.

    Examples
    --------
    >>> [reach(word) for word in ("bio", "bocal", "traiteur", "38130")]
    [0, 1, 2, 0]
    """
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 2 if len(word) >= LONG else 1


def neighbours(word: Word, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Give the tokens that a word may be a slip of, the likeliest first, at most three."""
    kept = vocabulary.near
    if word.key not in kept:
        if len(kept) >= MAX_KEPT:
            kept.clear()
        kept[word.key] = _look(word.key, word.terms[0] if word.terms else "", vocabulary)
    return kept[word.key]


def _look(key: str, token: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    most = reach(key)
    if not most:
        return ()
    sound = sound_of(key)
    scored = []
    for other, other_token in _candidates(key, most, vocabulary):
        cost = _cost(key, other, most, sound) if other_token != token else None
        if cost is not None:
            rank = cost - FREQUENT * log10(1 + vocabulary.frequency(other_token))
            scored.append((rank, other_token))
    return tuple(dict.fromkeys(found for _, found in sorted(scored)))[:MAX_NEIGHBOURS]


def _candidates(key: str, most: int, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Give the words of about the same length and letters, that begin in about the same way."""
    letters, bound = letters_of(key), 2 * most + 1
    starts = {key[0], key[1]}.union(*(row for row in _ALIKE if key[0] in row))
    for length in range(len(key) - most - 1, len(key) + most + 2):
        for start in starts:
            for bits, other, token in vocabulary.shapes.get((length, start), ()):
                if (bits ^ letters).bit_count() <= bound:
                    yield other, token


def _cost(key: str, other: str, most: int, sound: str) -> float | None:
    """Give how far a known word is, in letters; nothing if it is too far."""
    started = 0.0 if key[0] == other[0] else OTHER_START
    bound = 1 if started else most
    apart = edits(key, other, bound)
    if sound_of(other) == sound:
        return min(SOUND, apart) + started
    if apart > bound:
        return None
    return apart + started - (0.2 if _slipped(key, other) else 0)


def edits(first: str, second: str, most: int) -> int:
    """Count the letters to add, drop, change or swap with the next, ``most + 1`` if they are more.

    Source: optimal string alignment (restricted Damerau-Levenshtein distance), cut short.

    Examples
    --------
    >>> edits("bocal", "bcoal", 2), edits("bocal", "boucal", 1), edits("bocal", "table", 2)
    (1, 1, 3)
    """
    same = 0
    while same < len(first) and same < len(second) and first[same] == second[same]:
        same += 1
    first, second = first[same:], second[same:]
    if not first or not second or abs(len(first) - len(second)) > most:
        return min(len(first) + len(second), most + 1)
    if most == 0:
        return 1
    ways = [(first[1:], second[1:]), (first[1:], second), (first, second[1:])]
    if first[:2] == second[1::-1]:
        ways.append((first[2:], second[2:]))
    return 1 + min(edits(one, other, most - 1) for one, other in ways)


def _slipped(key: str, other: str) -> bool:
    """Say whether the one letter that differs is beside the right one on a keyboard."""
    if len(key) != len(other):
        return False
    pairs = [a + b for a, b in zip(key, other, strict=True) if a != b]
    return len(pairs) == 1 and pairs[0] in _BESIDE


def did_you_mean(
    text: str, vocabulary: Vocabulary, known: Container[str] = frozenset()
) -> str | None:
    """Give a text with its unknown words as they are probably written, if there are some.

    A word that documents hold is left alone, unless only one does and its neighbour is very much
    more frequent; so are the ``known`` tokens. The rest stays as typed.
    """
    text = composed(text)
    pieces: list[str] = []
    last = 0
    for word in read(text):
        better = _better(word, vocabulary, known)
        if better:
            pieces += [text[last : word.start], _like(word.written, better)]
            last = word.end
    return "".join([*pieces, text[last:]]) if pieces else None


def _better(word: Word, vocabulary: Vocabulary, known: Container[str]) -> str:
    if len(word.terms) != 1 or word.terms[0] in known or vocabulary.frequency(word.terms[0]) > 1:
        return ""
    near = neighbours(word, vocabulary)
    if not near:
        return ""
    doubted = vocabulary.frequency(near[0]) >= MISTAKEN
    if word.terms[0] in vocabulary and not doubted:
        return ""
    return vocabulary.written(near[0])


def _like(typed: str, better: str) -> str:
    """Write a word with the capitals of what was typed."""
    if typed.isupper() and len(typed) > 1:
        return better.upper()
    return better[:1].upper() + better[1:] if typed[:1].isupper() else better
