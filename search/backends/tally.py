"""Pure: counting the codes of what a search keeps, under the selection of the other facets.

Each document brings its codes as one text. Documents that say the same are counted together, so
that codes are read once however many documents hold them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SEPARATOR, EQUALS = "\x1f", "\x1e"
Counts = dict[str, dict[str, int]]


def packed(values: Mapping[str, Iterable[str]]) -> str:
    """Write the codes of a document as one text."""
    pairs = {f"{facet}{EQUALS}{code}" for facet, codes in values.items() for code in codes}
    return SEPARATOR.join(sorted(pairs))


@dataclass
class Tally:
    """What a selection keeps, and the counts of the facets."""

    kept: frozenset[str] = frozenset()
    """The texts of codes that the whole selection keeps."""
    counts: Counts = field(default_factory=dict)


def tally(
    texts: Iterable[str], selected: Mapping[str, tuple[str, ...]], counted: Iterable[str]
) -> Tally:
    """Count the codes of documents; those of a facet under the selection of the *others*."""
    wanted = {
        facet: frozenset(f"{facet}{EQUALS}{code}" for code in codes)
        for facet, codes in selected.items()
    }
    kept: set[str] = set()
    everywhere: Counter[str] = Counter()
    but_one: dict[str, Counter[str]] = {facet: Counter() for facet in wanted}
    for text, number in Counter(texts).items():
        pairs = text.split(SEPARATOR)
        missing = [facet for facet, codes in wanted.items() if codes.isdisjoint(pairs)]
        if not missing:
            kept.add(text)
            _add(everywhere, pairs, number)
        elif len(missing) == 1:
            _add(but_one[missing[0]], pairs, number)
    counts: Counts = {facet: {} for facet in counted}
    _share(counts, everywhere, set(counts))
    for facet, counter in but_one.items():
        _share(counts, counter, {facet} & counts.keys())
    return Tally(frozenset(kept), counts)


def _add(counter: Counter[str], pairs: list[str], number: int) -> None:
    for pair in pairs:
        counter[pair] += number


def _share(counts: Counts, counter: Counter[str], facets: set[str]) -> None:
    for pair, number in counter.items():
        facet, _, code = pair.partition(EQUALS)
        if facet in facets:
            counts[facet][code] = counts[facet].get(code, 0) + number
