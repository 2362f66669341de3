"""What was recognised, as chips: what was taken for what, and from where distances are told. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.language.gazetteer import Place
from search.language.spans import ASIDE, Span
from search.query import Near

Point = tuple[float, float]
Taken = Sequence[tuple[Span, str]]
"""Spans, each with its words as typed."""
VISITOR, CENTRE, PLACE = "visitor", "centre", "place"


@dataclass(frozen=True, slots=True)
class Chip:
    """Words taken for something.

    ``code``: what to ignore for them to be plain words again; ``facet``: a facet of
    :data:`search.query.FACETS`, ``near``, or ``aside`` for words that say nothing of what is
    sought; ``codes``: what they select in it; ``label``: its name, or that of the place;
    ``words``: as typed; ``radius_km`` and ``origin`` (``place``, ``visitor`` or ``centre``): for
    ``near``; ``needs_position``: where the visitor is must be known first.
    """

    code: str
    facet: str
    label: str
    words: str
    codes: tuple[str, ...] = ()
    radius_km: float | None = None
    origin: str = ""
    needs_position: bool = False


@dataclass(frozen=True, slots=True)
class Distance:
    """The distance in force: its span, from where it is told and how that is known.

    ``beside``: the span of the place when it stands elsewhere in the text; it then selects no
    more. ``near`` is nothing while nobody knows from where.
    """

    span: Span
    place: Place | None
    origin: str
    beside: Span | None = None
    near: Near | None = None


def distance_of(taken: Taken, centre: Place | None, here: Point | None) -> Distance | None:
    """Find the first distance of a text, and from where it is told.

    That is its own place, who asks, the only other place of the text, who asks again if that is
    known, or the centre.
    """
    span = next((span for span, _ in taken if span.facet == "near"), None)
    if span is None:
        return None
    found = _origin(span, [row for row, _ in taken], centre, here)
    point = here if found.origin == VISITOR else found.place.coordinates if found.place else None
    return replace(found, near=Near(*point, span.radius)) if point else found


def _origin(
    span: Span, spans: Sequence[Span], centre: Place | None, here: Point | None
) -> Distance:
    if span.place:
        return Distance(span, span.place, PLACE)
    if span.here:
        return Distance(span, None, VISITOR)
    named = [row for row in spans if row.facet != "near" and row.place and row.place.coordinates]
    if named and sum(row.facet == named[0].facet for row in spans) == 1:
        return Distance(span, named[0].place, PLACE, beside=named[0])
    return Distance(span, None, VISITOR) if here else Distance(span, centre, CENTRE)


def chips_of(taken: Taken, distance: Distance | None) -> tuple[Chip, ...]:
    """Tell what every span was taken for; a second distance is set aside."""
    chips: dict[str, Chip] = {}
    beside = distance.beside if distance else None
    for span, words in taken:
        if span is beside:
            continue
        chip = Chip(span.code, span.facet, span.label, words, span.codes)
        if distance and span is distance.span:
            chip = _told(chip, distance, next((said for row, said in taken if row is beside), ""))
        elif span.facet == "near":
            chip = replace(chip, facet=ASIDE)
        same = chips.get(chip.code)
        chips[chip.code] = replace(same, words=f"{same.words} {words}") if same else chip
    return tuple(chips.values())


def _told(chip: Chip, distance: Distance, words: str) -> Chip:
    """Say from where a distance is told, with the words of the place that stands elsewhere."""
    return replace(
        chip,
        label=distance.place.name if distance.place else "",
        words=f"{chip.words} {words}".rstrip(),
        radius_km=distance.span.radius,
        origin=distance.origin,
        needs_position=distance.near is None,
    )
