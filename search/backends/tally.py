"""Pure: counting the codes of what a search keeps, under the selection of the other facets.

Each document brings its codes as one text; those that say the same are judged once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

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
    said = list(texts)
    missing = {text: _missing(text, wanted) for text in set(said)} if wanted else {}
    counts: Counts = {facet: {} for facet in counted}
    _share(counts, [text for text in said if not missing.get(text)], set(counts))
    for facet in wanted.keys() & counts.keys():
        _share(counts, [text for text in said if missing[text] == [facet]], {facet})
    return Tally(frozenset(text for text in said if not missing.get(text)), counts)


def _missing(text: str, wanted: Mapping[str, frozenset[str]]) -> list[str]:
    """Name the facets of which a document has none of the codes selected."""
    pairs = text.split(SEPARATOR)
    return [facet for facet, codes in wanted.items() if codes.isdisjoint(pairs)]


def _share(counts: Counts, texts: Iterable[str], facets: set[str]) -> None:
    """Add the codes of documents to the counts of some facets."""
    pairs = Counter(chain.from_iterable(text.split(SEPARATOR) for text in texts))
    for pair, number in pairs.items():
        facet, _, code = pair.partition(EQUALS)
        if facet in facets:
            counts[facet][code] = counts[facet].get(code, 0) + number
