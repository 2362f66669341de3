"""What the index knows of an organisation: only what any visitor may see."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.html import strip_tags

from cooperation.enums import Direction
from cooperation.knowledge import load
from cooperation.models import Posting
from pacte.models import Organisation
from search.entry import Entry, EntryKind, Ref

MAX_BODY = 20_000
BATCH = 500
OFFERS, SEEKS = "offre", "cherche"
POSTING_FLAGS = {Direction.OFFER.value: OFFERS, Direction.NEED.value: SEEKS}


def build_documents(ids: Iterable[int]) -> list[Entry]:
    """Give the documents of the public organisations among these, in six queries."""
    found = Organisation.objects.public().filter(pk__in=list(ids)).order_by("pk").with_card()
    organisations = list(found)
    postings = _postings([row.pk for row in organisations])
    return [_document(row, postings[row.pk]) for row in organisations]


def all_documents() -> Iterator[Entry]:
    """Give the documents of every public organisation, batch after batch."""
    ids = list(Organisation.objects.public().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        yield from build_documents(ids[start : start + BATCH])


def _postings(ids: list[int]) -> defaultdict[int, list[Posting]]:
    rows = Posting.objects.public().filter(organisation__in=ids).order_by("pk")
    grouped: defaultdict[int, list[Posting]] = defaultdict(list)
    for posting in rows.only("organisation_id", "direction", "resource", "title", "description"):
        grouped[posting.organisation_id].append(posting)
    return grouped


def _document(row: Organisation, postings: list[Posting]) -> Entry:
    return Entry(
        ref=Ref(EntryKind.ORGANISATION, str(row.pk)),
        title=row.name,
        url=row.get_absolute_url(),
        texts=_texts(row, postings),
        values=_values(row, postings),
        coordinates=row.coordinates,
        is_fictitious=row.is_fictitious,
    )


def _texts(row: Organisation, postings: list[Posting]) -> dict[str, str]:
    references = [*row.kinds.all(), *row.themes.all(), *row.roles.all(), *row.labels.all()]
    keywords = [entry.name for entry in references] + [row.get_siae_type_display()]
    titles = (text for posting in postings for text in (posting.title, posting.description))
    place = [row.commune.name, row.commune.epci.name] if row.commune else []
    shared = [row.building.place.name] if row.building else []
    return {
        "keywords": _join([*keywords, row.siret or ""]),
        "resources": _join(_wordings({posting.resource for posting in postings})),
        "postings": _join(titles)[:MAX_BODY],
        "summary": row.summary,
        "place": _join([*place, *shared]),
        "body": strip_tags(str(row.description))[:MAX_BODY],
    }


def _wordings(codes: Iterable[str]) -> Iterator[str]:
    """Give the label and the everyday words of resources; nothing of a code no longer known."""
    known = load().resources
    for code in sorted(codes):
        if resource := known.get(code):
            yield from (resource.label, *resource.synonyms)


def _join(parts: Iterable[str]) -> str:
    return " ; ".join(part for part in parts if part)


def _values(row: Organisation, postings: list[Posting]) -> dict[str, tuple[str, ...]]:
    commune = row.commune
    return {
        "kind": _codes(row.kinds.all()),
        "theme": _codes(row.themes.all()),
        "role": _codes(row.roles.all()),
        "label": _codes(row.labels.all()),
        "siae": (row.siae_type,) if row.siae_type else (),
        "commune": (commune.insee,) if commune else (),
        "epci": (commune.epci.siren,) if commune else (),
        "posting": tuple(sorted({POSTING_FLAGS[posting.direction] for posting in postings})),
    }


def _codes(entries: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted(str(getattr(entry, "code", "")) for entry in entries))
