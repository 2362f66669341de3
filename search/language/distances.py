"""Distances and places: ``moins de 20 km``, ``près de Voiron``, ``à Échirolles``. Pure."""

import re

from search.language.gazetteer import Place
from search.language.spans import ASIDE, ME, Span, Text
from search.query import MAX_RADIUS_KM

NEAR_KM = 10.0
"""What is near when nobody says how far, in kilometres."""
_UNITS = frozenset({"km", "kms", "kilometre", "kilometres", "kilo", "bornes"})
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)(km|kms)?")
_LEADS = (
    *(("moins", "de"), ("a", "moins", "de"), ("a",), ("dans", "un", "rayon", "de"), ("rayon",)),
    *(("rayon", "de"), ("dans", "les"), ("jusqu", "a"), ("maximum",), ("max",), ("maxi",)),
    *(("dans", "un", "perimetre", "de"), ("a", "environ"), ("environ",), ("sur",)),
)
_TAILS = (
    *(("a", "la", "ronde"), ("maximum",), ("max",), ("maxi",), ("au", "plus"), ("environ",)),
    *(("au", "maximum"), ("autour",), ("alentour",)),
)
_NEAR = (
    *(("pres",), ("proche",), ("proches",), ("autour",), ("a", "proximite"), ("proximite",)),
    *(("a", "cote"), ("aux", "alentours"), ("alentours",), ("aux", "environs"), ("environs",)),
    *(("dans", "les", "environs"), ("du", "cote"), ("non", "loin"), ("vers",), ("tout", "pres")),
)
_VAGUE = frozenset({"vers", "environs", "alentours", "proximite", "autour", "proche", "proches"})
_AROUND = (("et", "alentours"), ("et", "environs"), ("et", "ses", "environs"), ("alentours",))
_FIRM = frozenset({"a", "au", "aux", "dans", "en", "depuis"})
"""Prepositions after which a name of place is one, even if it is also an everyday word."""


def distance_at(text: Text, at: int) -> Span | None:
    """Recognise a distance, with where it is told from if that follows."""
    found = _kilometres(text, at)
    if found is None:
        return None
    radius, end = found
    place, here, reached = _target(text, end)
    return _near(at, reached, radius, place, here)


def near_at(text: Text, at: int) -> Span | None:
    """Recognise ``près de``, ``autour de`` … a place or who asks, with how far if that follows."""
    lead = text.follows(at, *_NEAR)
    if lead == at:
        return None
    place, here, end = _target(text, lead)
    if not place and not here:
        if text.folded(lead - 1) in _VAGUE and lead - at == 1:
            return None
        if lead < len(text.words) and text.folded(lead) in {"de", "du", "des", "d"}:
            return None
        here, end = True, lead
    further = _kilometres(text, end)
    radius, end = further or (NEAR_KM, end)
    return _near(at, end, radius, place, here)


def place_at(text: Text, at: int) -> Span | None:
    """Recognise a place where to look, its preposition included."""
    begin = text.after_small(at)
    places, end = text.gazetteer.places_at(text.words, begin)
    known = [place for place in places if place.codes or place.whole]
    if not known:
        return None
    firm = bool({text.folded(spot) for spot in range(at, begin)} & _FIRM)
    place = known[0]
    around = text.follows(end, *_AROUND)
    further = _kilometres(text, around)
    if place.coordinates and (around > end or further):
        radius, stop = further or (NEAR_KM, around)
        return _near(at, stop, radius, place, here=False)
    doubtful = (place.ambiguous or _several(known)) and not firm
    return Span(
        at,
        end,
        place.code,
        place.facet or ASIDE,
        place.codes,
        place.name,
        place=place,
        guarded=not firm,
        proposed=doubtful,
    )


def _several(places: list[Place]) -> bool:
    """Say whether a name is that of places that have nothing to do with one another."""
    return len({place.codes for place in places if place.facet == places[0].facet}) > 1


def _kilometres(text: Text, at: int) -> tuple[float, int] | None:
    """Read a number of kilometres: how many, and where it ends."""
    lead = text.follows(at, *_LEADS)
    if text.folded(lead) in {"de", "d"}:
        lead += 1
    number = _NUMBER.fullmatch(text.folded(lead))
    if number is None:
        return None
    end = lead + 1
    if not number[2]:
        if text.folded(end) not in _UNITS:
            return None
        end += 1
    radius = float(number[1].replace(",", "."))
    if not 0 < radius <= MAX_RADIUS_KM:
        return None
    return radius, text.follows(end, *_TAILS)


def _target(text: Text, at: int) -> tuple[Place | None, bool, int]:
    """Read from where a distance is told: a place, who asks, or nothing."""
    begin = text.follows(at, *_NEAR)
    begin = text.after_small(begin)
    me = text.follows(begin, *ME)
    if me > begin:
        return None, True, me
    places, end = text.gazetteer.places_at(text.words, begin)
    placed = [place for place in places if place.coordinates]
    return (placed[0], False, end) if placed else (None, False, at)


def _near(start: int, end: int, radius: float, place: Place | None, here: bool) -> Span:
    where = place.code.partition(":")[2] if place else "ici" if here else ""
    code = f"near:{radius:g}:{where}".rstrip(":")
    label = place.name if place else ""
    return Span(start, end, code, "near", label=label, place=place, radius=radius, here=here)
