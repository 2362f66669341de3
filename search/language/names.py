"""Kinds, labels, themes …, and what people say of themselves: ``je cherche``. Pure."""

from functools import cache

from search.language.acronyms import acronym_at, all_acronyms
from search.language.data_files import rows, split
from search.language.gazetteer import Gazetteer, Named
from search.language.reading import ARTICLES
from search.language.spans import ASIDE, Span, Text

OPEN = frozenset({"siae", "label"})
"""Facets whose words select even inside a longer expression: ``légumes bio``, ``ESAT couture``."""
_BOUND_TO = frozenset({"pour", "aux"})
"""After these words comes whom something is for, not what it is."""
_FACET_WORDS = {"theme": "theme", "thematique": "theme", "label": "label", "nature": "kind"}
"""Words that announce a facet."""


@cache
def wishes() -> Gazetteer:
    """Give what people say of themselves before what they look for, and polite words."""
    return Gazetteer(
        named=tuple(
            Named(
                ASIDE, (row["code"], row["offer"]), "", split(row["words"]), row["where"] == "any"
            )
            for row in rows("wishes")
        )
    )


def named_at(text: Text, at: int) -> Span | None:
    """Recognise what selects codes of a facet."""
    begin = at
    while text.folded(begin) in ARTICLES:
        begin += 1
    announced = _FACET_WORDS.get(text.folded(begin), "")
    if announced:
        span = _named(text, at, begin + 1, announced)
        if span:
            return span
    return _named(text, at, begin, "")


def _named(text: Text, at: int, begin: int, announced: str) -> Span | None:
    found, end = text.gazetteer.named_at(text.words, begin)
    rows_ = [row for row in found if not announced or row.facet == announced]
    if not rows_ or not _is_acronym(text, begin, end):
        return None
    firm = [row for row in rows_ if row.firm or announced]
    row = (firm or rows_)[0]
    sole = len({other.facet for other in rows_}) == 1 and row.alone
    bound = text.folded(at - 1) in _BOUND_TO
    chosen = (firm and not bound) or (sole and text.is_all(at, end))
    guarded = row.facet not in OPEN and not announced
    return Span(
        at, end, row.code, row.facet, row.codes, row.label, guarded=guarded, proposed=not chosen
    )


def _is_acronym(text: Text, begin: int, end: int) -> bool:
    """Say whether one word that is also an everyday word is meant as an acronym."""
    if end - begin != 1 or text.words[begin].key not in all_acronyms():
        return True
    return acronym_at(text.words, begin) is not None


def wish_at(text: Text, at: int) -> Span | None:
    """Recognise what people say of themselves, at the start, and polite words, anywhere."""
    begin = at
    while text.folded(begin) in ARTICLES:
        begin += 1
    found, end = wishes().named_at(text.words, begin)
    fitting = [row for row in found if row.firm or at == 0]
    if not fitting or text.is_all(at, end):
        return None
    code, offer = fitting[0].codes
    return Span(at, end, f"{ASIDE}:{code}", ASIDE, offer=offer, guarded=True)


def others_at(text: Text, at: int) -> list[Span]:
    """Give what else the words from a place on may select, to be proposed."""
    found, end = text.gazetteer.named_at(text.words, at)
    if not found or not _is_acronym(text, at, end):
        return []
    return [
        Span(at, end, row.code, row.facet, row.codes, row.label, proposed=True) for row in found
    ]
