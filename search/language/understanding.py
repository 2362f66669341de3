"""What a query means: filters found inside its text, and clauses for the words that are left.

Pure. Nothing is silent: every recognised span gives a :class:`Chip` that tells what it was taken
for and its code, by which the visitor can ask for it to be read as plain words instead. What is
ambiguous stays in the text and is proposed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType

from search.clauses import MAX_CLAUSES, Clause
from search.language.chips import Chip, Point, chips_of, distance_of
from search.language.distances import distance_at, near_at, place_at
from search.language.gazetteer import Gazetteer
from search.language.lexicon import Lexicon
from search.language.names import named_at, others_at, wish_at
from search.language.reading import Word, composed, read, without
from search.language.seasons import month_at
from search.language.segments import Segmenter
from search.language.spans import ASIDE, Span, Text, within
from search.language.vocabulary import Vocabulary
from search.query import FACETS, Near, Query, Sort, clean_text
from search.words import terms_of

RECOGNISERS = (distance_at, near_at, place_at, month_at, named_at, wish_at)
RANKED = frozenset({"kind", "siae", "theme", "role", "label"})
"""Facets of which an entry says the names, so that they are worth ranking by."""
OF_ORGANISATIONS = frozenset({"kind", "siae", "role"})
"""Facets that say what organisations are."""
WHERE = frozenset({"commune", "epci", "near", "label", ASIDE})
"""Facets that may go with them."""
ORGANISATIONS = "type:organisation"
LONGEST_PHRASE = 6


@dataclass(frozen=True)
class Understanding:
    """A query understood.

    ``text``: what was read, within its bound; ``text_left``: the words that no filter took;
    ``clauses``: what these stand for, or the names of the filters when no word is left; ``facets``, ``near`` and ``sort``: the filters found;
    ``chips``: what was taken for what, in the order of the text; ``proposed``: filters that may
    be meant, and that are not applied.
    """

    text: str = ""
    text_left: str = ""
    clauses: tuple[Clause, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Near | None = None
    sort: Sort | None = None
    chips: tuple[Chip, ...] = ()
    proposed: tuple[Chip, ...] = ()

    @property
    def _is_named(self) -> bool:
        """Whether the clauses are those of words that filters took."""
        return bool(self.clauses and not terms_of(self.text_left))

    def narrowed(self, query: Query) -> Query:
        """Give a query its clauses and filters; what it already selects in a facet stays."""
        chosen = {**self.facets, **query.selected}
        left = self.text_left if self.clauses or not self.chips else ""
        sort = self.sort if self.sort and query.sort is Sort.RELEVANCE else query.sort
        return replace(
            query,
            text=" ".join(clause.words for clause in self.clauses) if self._is_named else left,
            clauses=self.clauses,
            facets=chosen,
            near=query.near or self.near,
            sort=sort,
        )


def understand(
    text: str,
    *,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    ignored: Collection[str] = frozenset(),
    here: Point | None = None,
    month: int | None = None,
) -> Understanding:
    """Read a query.

    Parameters
    ----------
    text : str
        What was typed; read within :data:`search.query.MAX_TEXT` characters.
    lexicon, gazetteer, vocabulary
        The wordings, what may be named, and the words of the index.
    ignored : collection of str
        Codes of chips to read as plain words.
    here : tuple of float, optional
        Latitude and longitude of who asks.
    month : int, optional
        The month of today, 1 to 12, for ``ce mois-ci``.

    Returns
    -------
    Understanding
        Never raises; the same text gives the same answer, and what is left of it nothing more.
    """
    cleaned = clean_text(composed(clean_text(text)))
    left, taken = _taken(cleaned, lexicon, gazetteer, ignored, month)
    spans = [span for span, _ in taken]
    distance = distance_of(taken, gazetteer.centre, here)
    near = distance.near if distance else None
    selecting = [span for span in spans if not distance or span is not distance.beside]
    facets, chips = _facets(selecting), chips_of(taken, distance)
    if not terms_of(left) and ORGANISATIONS not in ignored and _names_organisations(selecting):
        chips += (implied := _organisations(gazetteer))
        facets |= {chip.facet: chip.codes for chip in implied}
    return Understanding(
        text=cleaned,
        text_left=left,
        clauses=_clauses(left, taken, Segmenter(lexicon, vocabulary)),
        facets=MappingProxyType(facets),
        near=near,
        sort=Sort.DISTANCE if near and not left else None,
        chips=chips,
        proposed=_proposed(left, spans, lexicon, gazetteer, ignored),
    )


def _clauses(
    left: str, taken: Sequence[tuple[Span, str]], segmenter: Segmenter
) -> tuple[Clause, ...]:
    """Give the clauses of the words left; failing that, those of what filters are named by.

    So ``GEIQ`` alone selects the GEIQ, and ranks first what says so.
    """
    found = segmenter.clauses(left)
    if found:
        return found
    named = [segmenter.naming(words, span.label) for span, words in taken if span.facet in RANKED]
    return tuple({row.words: row for row in named if row}.values())[:MAX_CLAUSES]


def _names_organisations(spans: Sequence[Span]) -> bool:
    """Say whether a text only tells which organisations are sought, and where."""
    told = {span.facet for span in spans}
    return bool(told & OF_ORGANISATIONS) and told <= OF_ORGANISATIONS | WHERE


def _organisations(gazetteer: Gazetteer) -> tuple[Chip, ...]:
    """Tell that organisations are sought: a filter that no word says, and a chip that does."""
    named = (row for row in gazetteer.named if row.code == ORGANISATIONS)
    return tuple(Chip(row.code, row.facet, row.label, "", row.codes) for row in islice(named, 1))


def _taken(
    text: str,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    ignored: Collection[str],
    month: int | None,
) -> tuple[str, list[tuple[Span, str]]]:
    """Take out of a text all that is recognised, until nothing more is."""
    taken: list[tuple[Span, str]] = []
    while True:
        words = read(text)
        spans = _scan(_text(words, lexicon, gazetteer, month), ignored)
        if not spans:
            return text, taken
        taken += [(span, text[words[span.start].start : words[span.end - 1].end]) for span in spans]
        text = without(text, words, (at for span in spans for at in range(span.start, span.end)))


def _text(
    words: tuple[Word, ...], lexicon: Lexicon, gazetteer: Gazetteer, month: int | None
) -> Text:
    """Mark in a text the expressions and the titles that keep their words."""
    said = [at for at, word in enumerate(words) if word.terms]
    inside, titles = [], []
    for first in range(len(said)):
        for last in range(first + 1, min(first + LONGEST_PHRASE, len(said))):
            keys = tuple(words[said[at]].key for at in range(first, last + 1))
            span = (said[first], said[last] + 1)
            if keys in lexicon.phrases:
                inside.append(span)
            if keys in gazetteer.titles:
                titles.append(span)
    return Text(words, gazetteer, month, tuple(inside), tuple(titles))


def _scan(text: Text, ignored: Collection[str]) -> list[Span]:
    """Recognise from left to right, the longest first; what is ignored is plain words."""
    spans: list[Span] = []
    at = 0
    while at < len(text.words):
        span = _best(text, at)
        if span is None:
            at += 1
            continue
        if span.code not in ignored:
            spans.append(span)
        at = span.end
    return spans


def _best(text: Text, at: int) -> Span | None:
    found = [span for recognise in RECOGNISERS if (span := recognise(text, at))]
    fitting = [span for span in found if not span.proposed and not _kept(span, text)]
    return max(fitting, key=lambda span: span.end, default=None)


def _kept(span: Span, text: Text) -> bool:
    """Say whether words are to be left to a longer expression, or to a title."""
    if text.is_all(span.start, span.end) and _said(span.start, span.end, text) in {
        _said(*title, text) for title in text.titles
    }:
        return True
    if within(span.start, span.end, text.titles, text.words):
        return True
    return span.guarded and within(span.start, span.end, text.inside, text.words)


def _said(start: int, end: int, text: Text) -> tuple[int, ...]:
    """Give the words that say something between two places."""
    return tuple(at for at in range(start, end) if text.words[at].terms)


def _facets(spans: list[Span]) -> dict[str, tuple[str, ...]]:
    """Gather the codes selected in each facet, in the order of the facets."""
    found: dict[str, dict[str, None]] = {}
    for span in spans:
        if span.facet in FACETS:
            found.setdefault(span.facet, {}).update(dict.fromkeys(span.codes))
    return {facet: tuple(found[facet]) for facet in FACETS if facet in found}


def _proposed(
    left: str,
    taken: list[Span],
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    ignored: Collection[str],
) -> tuple[Chip, ...]:
    """Give the filters that the words left may mean, and that nothing makes sure."""
    words = read(left)
    text = _text(words, lexicon, gazetteer, None)
    found: dict[str, Chip] = {}
    for at in range(len(words)):
        spans = [span for span in (place_at(text, at), *others_at(text, at)) if span]
        for span in spans:
            if span.codes and span.code not in ignored:
                said = left[words[span.start].start : words[span.end - 1].end]
                chip = Chip(span.code, span.facet, span.label, said, span.codes)
                found.setdefault(span.code, chip)
    for span in taken:
        if span.offer:
            code = f"posting:{span.offer}"
            found.setdefault(code, Chip(code, "posting", "", "", (span.offer,)))
    return tuple(found.values())
