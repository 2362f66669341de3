"""What a query may name: places, kinds, labels, themes and titles, from the database.

Kept by process, and read again when what it rests on changed: looked at no more often than
``KNOWLEDGE_CHECK_SECONDS``, in two light queries.
"""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db.models import Model, QuerySet, Value

from pacte.enums import SiaeType, ZoneKind
from pacte.models import Commune, Epci, Kind, Label, Place, Role, Theme, Zone
from search.entry import EntryKind
from search.language import Gazetteer, Named
from search.language import Place as Somewhere
from search.language.data_files import common_names, rows, split
from search.language.gazetteer import place_keys
from search.language.reading import keys_of
from search.models import Document
from search.query import MAX_VALUES
from search.vocabulary import stamp
from search.wording import POSTING_LABELS, TYPE_LABELS

Point = tuple[float, float]
NAMED: tuple[tuple[str, type[Model], str], ...] = (
    ("kind", Kind, "code"),
    ("theme", Theme, "code"),
    ("role", Role, "code"),
    ("label", Label, "code"),
    ("epci", Epci, "siren"),
    ("commune", Commune, "insee"),
    ("zone", Zone, "code"),
    ("place", Place, "slug"),
)
REFERENCES = ("kind", "theme", "role", "label")
MAX_TITLE = 6
"""Words of a name that are looked for in a text, at most."""
CENTRE = "38185"
"""The commune from where distances are told when nobody says from where: Grenoble."""
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
Names = tuple[tuple[str, str, str], ...]


class _Kept(NamedTuple):
    """What a process has read, and from what state of the database."""

    marker: tuple[str, Names]
    gazetteer: Gazetteer


class _State:
    lock = Lock()
    looked_at = float("-inf")
    kept: _Kept | None = None


def gazetteer() -> Gazetteer:
    """Give what a query may name, as the database has it now or had it a few seconds ago."""
    with _State.lock:
        now, every = time.monotonic(), settings.KNOWLEDGE_CHECK_SECONDS or 0.0
        kept = _State.kept
        if kept and now - _State.looked_at < every:
            return kept.gazetteer
        marker = (stamp(), _names())
        if kept is None or kept.marker != marker:
            kept = _State.kept = _Kept(marker, _load(marker[1]))
        _State.looked_at = now
        return kept.gazetteer


def _names() -> Names:
    """Give every code and name that a query may hold, in one query."""
    first, *others = [
        model._default_manager.order_by().values_list(Value(facet), code, "name")
        for facet, model, code in NAMED
    ]
    return tuple(sorted(first.union(*others, all=True)))


def _load(names: Names) -> Gazetteer:
    """Read the rest, in four queries."""
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for facet, code, name in names:
        labels[facet][code] = name
    communes = list(_communes())
    places = tuple(_places(communes, labels))
    centre = next((row for row in places if row.codes == (CENTRE,)), None)
    return Gazetteer(places, tuple(_named(labels)), frozenset(_titles()), centre)


def _communes() -> "QuerySet[Commune]":
    return Commune.objects.select_related("epci").order_by("-population", "insee")


def _titles() -> Iterator[tuple[str, ...]]:
    """Give the words of the names of organisations, and their beginnings of several words."""
    kinds = Document.objects.filter(kind=EntryKind.ORGANISATION)
    keys = (_title_keys(title) for title in kinds.values_list("title", flat=True))
    return (row[:size] for row in keys for size in range(2, min(len(row), MAX_TITLE) + 1))


@lru_cache(maxsize=65_536)
def _title_keys(title: str) -> tuple[str, ...]:
    return keys_of(_ASIDE.sub("", title))


def _named(labels: Mapping[str, Mapping[str, str]]) -> Iterator[Named]:
    """Give what selects codes: everyday words first, then the names that staff gave."""
    known: Mapping[str, Mapping[str, str]] = {
        **labels,
        "siae": {str(code): str(label) for code, label in SiaeType.choices},
        "type": {code: str(label) for code, label in TYPE_LABELS.items()},
        "posting": {code: str(label) for code, label in POSTING_LABELS.items()},
    }
    worded: set[tuple[str, str]] = set()
    for row in rows("facets"):
        facet, asked = row["facet"], row["codes"].split("+")
        worded.update((facet, code) for code in asked)
        codes = tuple(code for code in asked if code in known.get(facet, {}))
        words = split(row["words"])
        if codes and words:
            label = ", ".join(known[facet][code] for code in codes)
            firm, alone = row["firm"] == "yes", row["firm"] != "never"
            yield Named(facet, codes, label, words, firm, alone)
    for facet in REFERENCES:
        for code, name in labels.get(facet, {}).items():
            if (facet, code) not in worded:
                words = (_ASIDE.sub("", name),)
                yield Named(facet, (code,), name, words, len(keys_of(words[0])) > 1)


def _places(
    communes: list[Commune], labels: Mapping[str, Mapping[str, str]]
) -> Iterator[Somewhere]:
    yield from _commune_places(communes)
    yield from _epci_places(communes, labels.get("epci", {}))
    yield from _postcodes(communes)
    yield from _zones(communes)
    for row in Place.objects.select_related("commune").order_by("pk"):
        at = (row.latitude, row.longitude)
        point = (row.commune.latitude, row.commune.longitude) if None in at else at
        yield Somewhere(row.name, coordinates=point)
    for row_ in rows("places"):
        if not row_["facet"]:
            first, *others = split(row_["words"])
            yield Somewhere(first, aliases=tuple(others), whole=True)


def _aliases(facet: str, code: str, *, ambiguous: bool) -> tuple[str, ...]:
    flag = "yes" if ambiguous else "no"
    return tuple(
        alias
        for row in rows("places")
        if (row["facet"], row["code"], row["ambiguous"]) == (facet, code, flag)
        for alias in split(row["words"])
    )


def _doubtful() -> frozenset[str]:
    """Give the communes whose own name is also something else."""
    found = rows("places")
    return frozenset(row["code"] for row in found if row["ambiguous"] == "yes" and not row["words"])


def _commune_places(communes: Iterable[Commune]) -> Iterator[Somewhere]:
    """Give the communes, those of one name together."""
    named: dict[tuple[str, ...], list[Commune]] = {}
    for row in communes:
        named.setdefault(place_keys(row.name), []).append(row)
    doubtful = _doubtful()
    for keys, same in named.items():
        first, codes = same[0], tuple(row.insee for row in same)
        common = len(keys) == 1 and keys[0] in common_names()
        yield Somewhere(
            first.name,
            "commune",
            codes,
            (first.latitude, first.longitude),
            _aliases("commune", first.insee, ambiguous=False),
            ambiguous=common or first.insee in doubtful,
        )


def _epci_places(communes: Iterable[Commune], names: Mapping[str, str]) -> Iterator[Somewhere]:
    grouped: defaultdict[str, list[Commune]] = defaultdict(list)
    for row in communes:
        grouped[row.epci.siren].append(row)
    for siren, name in names.items():
        point = _middle(grouped[siren]) if grouped[siren] else None
        for ambiguous in (False, True):
            aliases = _aliases("epci", siren, ambiguous=ambiguous)
            if aliases or not ambiguous:
                yield Somewhere(name, "epci", (siren,), point, aliases, ambiguous)


def _middle(communes: list[Commune]) -> Point:
    """Give the middle of the inhabitants of some communes."""
    total = sum(row.population for row in communes) or 1
    share = [row.population / total if total > 1 else 1 / len(communes) for row in communes]
    latitude = sum(row.latitude * part for row, part in zip(communes, share, strict=True))
    longitude = sum(row.longitude * part for row, part in zip(communes, share, strict=True))
    return round(latitude, 4), round(longitude, 4)


def _postcodes(communes: Iterable[Commune]) -> Iterator[Somewhere]:
    grouped: defaultdict[str, list[Commune]] = defaultdict(list)
    for row in communes:
        for postcode in row.postcodes:
            grouped[str(postcode)].append(row)
    for postcode, same in sorted(grouped.items()):
        codes = tuple(row.insee for row in same)[:MAX_VALUES]
        yield Somewhere(postcode, "commune", codes, _middle(same))


def _zones(communes: Iterable[Commune]) -> Iterator[Somewhere]:
    """Give the zones, as intercommunalities where they are made of some, as communes otherwise."""
    links = Zone.communes.through.objects.exclude(zone__kind=ZoneKind.EPCI)
    found = links.values_list("zone__name", "commune__insee").order_by("pk")
    siren_of = {row.insee: row.epci.siren for row in communes}
    sizes = Counter(siren_of.values())
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name, insee in found:
        members[name].append(insee)
    for name, insees in members.items():
        sirens = sorted({siren_of[insee] for insee in insees})
        if len(insees) == sum(sizes[siren] for siren in sirens):
            yield Somewhere(name, "epci", tuple(sirens))
        elif len(insees) <= MAX_VALUES:
            yield Somewhere(name, "commune", tuple(sorted(insees)))
