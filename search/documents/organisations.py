"""Organisations: their published profile, and the words of their public needs and offers."""

from collections import defaultdict
from collections.abc import Iterable

from cooperation.knowledge import load
from cooperation.models import Capability, Posting
from pacte.models import Organisation
from search.documents.base import MAX_BODY, codes, family, join, numbers, stream_words, wordings
from search.documents.postings import POSTING_FLAGS
from search.entry import Entry, EntryKind, Ref

POSTING_FIELDS = ("organisation_id", "direction", "resource", "title", "description")


def keys() -> Iterable[str]:
    """Give the number of every published profile."""
    rows = Organisation.objects.public().order_by("pk").values_list("pk", flat=True)
    return map(str, rows)


def entries(keys: Iterable[str]) -> list[Entry]:
    """Give the entries of the published profiles among these, in seven queries."""
    public = Organisation.objects.public().filter(pk__in=numbers(keys))
    rows = list(public.order_by("pk").with_card())
    ids = [row.pk for row in rows]
    postings, skills = _postings(ids), _skills(ids)
    return [_entry(row, postings[row.pk], skills[row.pk]) for row in rows]


def _postings(ids: list[int]) -> defaultdict[int, list[Posting]]:
    rows = Posting.objects.public().filter(organisation__in=ids).order_by("pk")
    grouped: defaultdict[int, list[Posting]] = defaultdict(list)
    for posting in rows.only(*POSTING_FIELDS):
        grouped[posting.organisation_id].append(posting)
    return grouped


def _skills(ids: list[int]) -> defaultdict[int, list[str]]:
    """Give the names of the know-hows, those that the knowledge has lost left out."""
    known = load().transformations
    grouped: defaultdict[int, list[str]] = defaultdict(list)
    rows = Capability.objects.filter(organisation__in=ids).order_by("transformation")
    for pk, code in rows.values_list("organisation_id", "transformation"):
        if skill := known.get(code):
            grouped[pk].append(skill.label)
    return grouped


def _entry(row: Organisation, postings: list[Posting], skills: list[str]) -> Entry:
    return Entry(
        ref=Ref(EntryKind.ORGANISATION, str(row.pk)),
        title=row.name,
        url=row.get_absolute_url(),
        texts=_texts(row, postings, skills),
        values=_values(row, postings),
        coordinates=row.coordinates,
        is_fictitious=row.is_fictitious,
    )


def _texts(row: Organisation, postings: list[Posting], skills: list[str]) -> dict[str, str]:
    references = [*row.kinds.all(), *row.themes.all(), *row.roles.all(), *row.labels.all()]
    keywords = [entry.name for entry in references] + [row.get_siae_type_display()]
    titles = (text for posting in postings for text in (posting.title, posting.description))
    place = [row.commune.name, row.commune.epci.name] if row.commune else []
    shared = [row.building.place.name] if row.building else []
    return {
        "keywords": join([*keywords, row.siret or ""]),
        "resources": join([*wordings(posting.resource for posting in postings), *skills]),
        "postings": join(titles)[:MAX_BODY],
        "summary": row.summary,
        "place": join([*place, *shared]),
        "body": stream_words(row.description),
    }


def _values(row: Organisation, postings: list[Posting]) -> dict[str, tuple[str, ...]]:
    commune = row.commune
    families = {family(posting.resource) for posting in postings}
    return {
        "kind": codes(row.kinds.all()),
        "theme": codes(row.themes.all()),
        "role": codes(row.roles.all()),
        "label": codes(row.labels.all()),
        "siae": (row.siae_type,) if row.siae_type else (),
        "commune": (commune.insee,) if commune else (),
        "epci": (commune.epci.siren,) if commune else (),
        "family": tuple(sorted(families - {""})),
        "posting": tuple(sorted({POSTING_FLAGS[posting.direction] for posting in postings})),
    }
