"""What goes on from what is typed: names of what is public, and places."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from pacte.models import Commune, Epci
from search import engine
from search.backends.base import MAX_COMPLETIONS
from search.query import Hit, clean_text
from search.selectors.rows import rows_of
from search.words import plain_words

MAX_PLACES = 2
PLACE = "place"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name or a place that goes on from what is typed; ``kind`` is a kind of entry or a place."""

    label: str
    url: str
    kind: str


def completions(prefix: str) -> list[Suggestion]:
    """Give the places and the titles that go on from what is typed, of what is public only."""
    places = _places(plain_words(clean_text(prefix)))
    names = engine.complete(prefix)
    public = {found.hit.ref: found for found in rows_of(Hit(row.ref) for row in names)}
    titles = [
        Suggestion(row.name, row.url, str(row.ref.kind)) for row in names if row.ref in public
    ]
    return [*places, *titles][:MAX_COMPLETIONS]


def _places(words: str) -> list[Suggestion]:
    """Give the communes and the intercommunalities whose name begins as typed, largest first."""
    if len(words) < 2:
        return []
    communes = Commune.objects.order_by("-population", "insee").values_list("name", "insee")
    epcis = Epci.objects.order_by("name").values_list("name", "siren")
    found = [*_begun(words, "epci", epcis), *_begun(words, "commune", communes)]
    return found[:MAX_PLACES]


def _begun(words: str, facet: str, rows: Iterable[tuple[str, str]]) -> Iterable[Suggestion]:
    path = reverse("search:results")
    for name, code in rows:
        if plain_words(name).startswith(words):
            yield Suggestion(name, f"{path}?{urlencode({facet: code})}", PLACE)
