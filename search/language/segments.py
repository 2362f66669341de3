"""From words to clauses: which go together, and what else each may stand for. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from cooperation.knowledge.reading import MARK, token_of
from search.clauses import MAX_ALTERNATIVES, MAX_CLAUSES, Alternative, Clause, Origin
from search.language.acronyms import acronym_at
from search.language.compounds import joined, parted
from search.language.groups import ACRONYM, alternative
from search.language.lexicon import Lexicon
from search.language.reading import Word, composed, read
from search.language.spelling import neighbours
from search.language.vocabulary import Vocabulary

COMPOUND, SPELLING, NEXT_SPELLING, FAMILY = 0.6, 0.6, 0.45, 0.9
THROUGH_SLIP = 0.6
"""What is left of the weight of a synonym of a corrected word."""
NAMED = 0.9
"""The weight of the name of a filter, for the words that it was recognised by."""
SWAPPED = 0.8
"""What is left of a weight for an expression put together from equivalents."""
SWAPS = 3
"""How many equivalents of each word of an expression are tried in its place."""
_PARTS = re.compile(r" [–-] |, ")
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A token of the text, the word it is of, and its likely spelling when nothing knows it."""

    term: str
    word: Word
    acronym: str = ""
    better: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segmenter:
    """What words are read with."""

    lexicon: Lexicon
    vocabulary: Vocabulary

    def clauses(self, text: str) -> tuple[Clause, ...]:
        """Give the clauses of a text, in order, distinct, at most :data:`MAX_CLAUSES`."""
        units = self._units(read(composed(text)))
        found: dict[str, Clause] = {}
        at = 0
        while at < len(units) and len(found) < MAX_CLAUSES:
            size = self._size(units, at)
            clause = self._clause(units[at : at + size])
            found.setdefault(" ".join(clause.alternatives[0].tokens), clause)
            at += size
        return tuple(found.values())

    def naming(self, words: str, name: str) -> Clause | None:
        """Give one clause for words that were taken for something, by its name as well."""
        found = self.clauses(words)
        if not found:
            return None
        tokens = tuple(token for clause in found for token in clause.alternatives[0].tokens)
        literal = Alternative(tokens, adjacent=len(tokens) > 1, shown=words)
        others = found[0].alternatives[1:] if len(found) == 1 else ()
        parts = (_ASIDE.sub(" ", part) for part in _PARTS.split(name))
        named = (alternative(part, NAMED, Origin.SYNONYM) for part in parts)
        return Clause(words, _bounded([literal, *others, *(row for row in named if row)]))

    def known(self, token: str) -> bool:
        """Say whether documents or wordings hold a token; with no document, every one is."""
        return token in self.vocabulary or token in self.lexicon.tokens

    def _units(self, words: Sequence[Word]) -> list[Unit]:
        units: list[Unit] = []
        for at, word in enumerate(words):
            acronym = acronym_at(words, at)
            if acronym:
                units.append(Unit(acronym.token, word, acronym.key))
            else:
                units += [Unit(term, word, better=self._better(word)) for term in word.terms]
        return units

    def _better(self, word: Word) -> tuple[str, ...]:
        """Give the likely spellings of a word that nothing knows."""
        if len(word.terms) != 1 or self.known(word.terms[0]) or not self.vocabulary.words:
            return ()
        return neighbours(word, self.vocabulary)

    def _size(self, units: Sequence[Unit], at: int) -> int:
        """Give how many tokens go together from a place on."""
        corrected = [unit.better[0] if unit.better else unit.term for unit in units]
        longest = self.lexicon.longest(corrected, at)
        if longest > 1:
            return longest
        if at + 1 < len(units):
            after = units[at + 1]
            if len(after.term) == 1 and after.term.isalpha() and not after.acronym:
                return 2
            if self._join(units[at : at + 2]):
                return 2
        return 1

    def _join(self, units: Sequence[Unit]) -> str:
        """Give the known token of two words written as one, or nothing."""
        if len(units) != 2 or any(unit.acronym for unit in units):
            return ""
        token = joined(units[0].word.folded, units[1].word.folded)
        return token if token and self.known(token) else ""

    def _clause(self, units: Sequence[Unit]) -> Clause:
        tokens = tuple(unit.term for unit in units)
        words = _words(units)
        single = len(tokens) > 1 and any(len(token) == 1 for token in tokens)
        literal = Alternative(tokens, adjacent=single, shown=words)
        parts = () if single or len(units) == 1 else tuple(self._clause([unit]) for unit in units)
        return Clause(words, _bounded([literal, *self._others(units, tokens)]), parts)

    def _others(self, units: Sequence[Unit], tokens: tuple[str, ...]) -> Iterator[Alternative]:
        """Give all that may stand for some tokens, in no order."""
        if len(units) == 1:
            yield from self._of_one(units[0])
        else:
            yield from self._of_several(units)
        yield from self.lexicon.equivalents(tokens, _keys(units))
        corrected = tuple(unit.better[0] if unit.better else unit.term for unit in units)
        if corrected != tokens:
            yield Alternative(corrected, SPELLING, Origin.SPELLING, False, self._written(corrected))
            for row in self.lexicon.equivalents(corrected):
                yield replace(row, weight=row.weight * THROUGH_SLIP)

    def _of_one(self, unit: Unit) -> Iterator[Alternative]:
        if unit.acronym:
            row = self.lexicon.acronyms.get(unit.acronym)
            yield from (*row.heads, *row.others) if row else ()
            return
        family = token_of(unit.word.folded)
        if family != unit.term and not family.startswith(MARK) and self.known(family):
            yield Alternative((family,), FAMILY, Origin.SYNONYM, shown=self._written((family,)))
        yield from self._respelt(unit)

    def _respelt(self, unit: Unit) -> Iterator[Alternative]:
        """Give a word that nothing knows as it may be written."""
        for rank, token in enumerate(unit.better):
            weight = NEXT_SPELLING if rank else SPELLING
            shown = self._written((token,))
            yield Alternative((token,), weight, Origin.SPELLING, shown=shown)
        if not unit.better and not self.known(unit.term) and len(unit.word.terms) == 1:
            parts = parted(unit.word.folded, self.known)
            if parts:
                shown = self._written(parts)
                yield Alternative(parts, COMPOUND, Origin.COMPOUND, adjacent=True, shown=shown)

    def _of_several(self, units: Sequence[Unit]) -> Iterator[Alternative]:
        token = self._join(units)
        if token:
            yield Alternative((token,), ACRONYM, Origin.COMPOUND, shown=self._written((token,)))
        yield from self._swapped(units)

    def _swapped(self, units: Sequence[Unit]) -> Iterator[Alternative]:
        """Give an expression with some of its words replaced by single-word equivalents."""
        choices = []
        for unit in units:
            rows = self.lexicon.equivalents((unit.term,), (unit.word.key,))
            alone = sorted((row for row in rows if len(row.tokens) == 1), key=_rank)
            choices.append([Alternative((unit.term,), shown=unit.word.written), *alone[:SWAPS]])
        for chosen in islice(product(*choices), 1, MAX_ALTERNATIVES):
            weight = SWAPPED
            for row in chosen:
                weight *= row.weight
            tokens = tuple(row.tokens[0] for row in chosen)
            shown = " ".join(row.shown for row in chosen)
            yield Alternative(tokens, weight, Origin.SYNONYM, shown=shown)

    def _written(self, tokens: Iterable[str]) -> str:
        return " ".join(self.vocabulary.written(token) for token in tokens)


def _words(units: Sequence[Unit]) -> str:
    """Write the words of some tokens as they were typed, each once."""
    words = {unit.word.start: unit.word.written for unit in units}
    return " ".join(words.values())


def _keys(units: Sequence[Unit]) -> tuple[str, ...]:
    """Give the singulars of the words of some tokens, each word once."""
    return tuple({unit.word.start: unit.word.key for unit in units}.values())


def _rank(row: Alternative) -> tuple[float, int]:
    return -row.weight, len(row.tokens)


def _bounded(rows: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Keep the literal first, then the weightiest; none that another already satisfies."""
    kept = [rows[0]]
    seen = {rows[0].tokens}
    for row in sorted(rows[1:], key=_rank):
        if row.tokens in seen or any(_covers(other, row) for other in kept):
            continue
        seen.add(row.tokens)
        kept.append(row)
        if len(kept) == MAX_ALTERNATIVES:
            break
    return tuple(kept)


def _covers(first: Alternative, second: Alternative) -> bool:
    """Say whether what satisfies the second always satisfies the first, as well or better."""
    if first.weight < second.weight:
        return False
    if len(first.tokens) == 1:
        return first.tokens[0] in second.tokens
    if not first.adjacent:
        return set(first.tokens) <= set(second.tokens)
    size = len(first.tokens)
    starts = range(len(second.tokens) - size + 1)
    return second.adjacent and any(second.tokens[at : at + size] == first.tokens for at in starts)
