"""What a change moves in the index: the entries that show what changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from django.db.models import Model
from wagtail.models import Page

from cooperation.enums import AmendedFile
from cooperation.knowledge import load
from cooperation.models import KnowledgeAmendment, Posting
from pacte.models import Action, ArticlePage, EventPage, Organisation
from search.documents import batches
from search.documents.base import numbers
from search.entry import EntryKind, Ref

KNOWLEDGE, PAGE = "knowledge", "page"
MODELS: Mapping[EntryKind, type[Model]] = {
    EntryKind.ORGANISATION: Organisation,
    EntryKind.POSTING: Posting,
    EntryKind.ACTION: Action,
    EntryKind.EVENT: EventPage,
    EntryKind.ARTICLE: ArticlePage,
}
ORGANISATION, POSTING, ACTION, EVENT, ARTICLE = MODELS
MOVES: Mapping[str, tuple[tuple[EntryKind, str], ...]] = {
    "organisation": (
        (POSTING, "organisation"),
        (ACTION, "pilot"),
        (ACTION, "commitments__organisation"),
        (EVENT, "organiser"),
    ),
    "posting": ((ORGANISATION, "postings"),),
    "kind": ((ORGANISATION, "kinds"), (POSTING, "organisation__kinds")),
    "label": ((ORGANISATION, "labels"), (POSTING, "labels")),
    "role": ((ORGANISATION, "roles"),),
    "theme": ((ORGANISATION, "themes"), (ACTION, "objective__theme")),
    "objective": ((ACTION, "objective"),),
    "category": ((ARTICLE, "category"),),
    "commune": (
        (ORGANISATION, "commune"),
        (POSTING, "commune"),
        (POSTING, "organisation__commune"),
        (EVENT, "commune"),
    ),
    "epci": (
        (ORGANISATION, "commune__epci"),
        (POSTING, "commune__epci"),
        (POSTING, "organisation__commune__epci"),
        (EVENT, "commune__epci"),
    ),
    "place": ((ORGANISATION, "building__place"),),
    "building": ((ORGANISATION, "building"),),
}
"""For what may change, the entries that show it, and how their rows refer to it."""


def affected(sources: Iterable[str]) -> set[Ref]:
    """Give the entries that changes move, as the database tells now."""
    changed: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        name, _, key = source.partition(":")
        changed[name].add(key)
    return {ref for name, keys in changed.items() for ref in _moved(name, keys)}


def _moved(name: str, keys: set[str]) -> Iterator[Ref]:
    with suppress(ValueError):
        kind = EntryKind(name)
        yield from (Ref(kind, key) for key in keys)
    for some in batches(sorted(keys)):
        if name == KNOWLEDGE:
            yield from _amended(numbers(some))
        if name == PAGE:
            yield from _under(numbers(some))
        for kind, path in MOVES.get(name, ()):
            yield from _rows(kind, f"{path}__in", numbers(some))


def _rows(kind: EntryKind, path: str, wanted: object) -> Iterator[Ref]:
    rows = MODELS[kind]._default_manager.filter(**{path: wanted}).order_by()
    return (Ref(kind, str(pk)) for pk in rows.values_list("pk", flat=True).distinct())


def _under(ids: list[int]) -> Iterator[Ref]:
    """Give the articles and events that are these pages or are under them."""
    for path in Page.objects.filter(pk__in=ids).values_list("path", flat=True):
        for kind in (ARTICLE, EVENT):
            yield from _rows(kind, "path__startswith", path)


def _amended(ids: list[int]) -> Iterator[Ref]:
    """Give what names the resources or the know-hows that these amendments are about."""
    rows = KnowledgeAmendment.objects.filter(pk__in=ids).values_list("subject", "code")
    for subject, code in rows:
        if subject == AmendedFile.RESOURCE:
            yield from _naming(code)
        elif subject == AmendedFile.TRANSFORMATION:
            yield from _rows(ORGANISATION, "capabilities__transformation__in", [code])


def _naming(code: str) -> Iterator[Ref]:
    """Give what names a resource or one under it, be it gone from the knowledge."""
    codes = sorted({code, *load().descendants(code)})
    yield from (Ref(EntryKind.RESOURCE, each) for each in codes)
    yield from _rows(POSTING, "resource__in", codes)
    yield from _rows(ORGANISATION, "postings__resource__in", codes)
