"""Judged queries on the demonstration, asked as the site asks them. No word of the search itself.

What is expected is written in keys that survive a reload, each naming one entry or several that
are equally right:

- ``organisation:SLUG``, ``action:SLUG``, ``article:SLUG``, ``event:SLUG``, ``resource:CODE``;
- ``trade:KEY``, ``siae:TYPE``, ``kind:CODE``: every organisation of a trade of the demonstration,
  of a type of inclusion structure, of a kind;
- ``posting:SLUG/CODE``: the postings of an organisation about a resource; ``offers:CODE``,
  ``needs:CODE``: everybody's; ``about:CODE``: these and the resource; ``resources:CODE`` and
  ``postings-under:CODE``: a resource, or postings about it, and all that is under it. Those that
  are not public (drafts, withdrawn) cannot be found, and are not expected.
"""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q, QuerySet
from django.http import QueryDict

from cooperation.knowledge import load
from cooperation.models import Posting
from pacte.models import Action, ArticlePage, EventPage, Organisation
from pacte.services.loading import french_slug
from search.addresses import read_address
from search.backends.base import SearchBackend
from search.entry import EntryKind, Ref
from search.evaluation.cases import Case
from search.evaluation.measures import Measured, Quality, measured, quality
from search.reading import read
from search.selectors.labels import Labels, facet_labels
from search.selectors.results import FEW, MOST_PARTLY

CASES = Path(__file__).parent / "cases.json"
NAMES = Path(__file__).resolve().parents[3] / "cooperation" / "data" / "demo_names.csv"
ALL = "all"
PAGES = {"article": ArticlePage, "event": EventPage}
OWN = {"organisation": Organisation, "action": Action}


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, its group, and the keys of what is expected first."""

    id: str
    group: str
    text: str
    expected: tuple[str, ...]


def read_judged(path: Path = CASES) -> tuple[Judged, ...]:
    """Read the judged queries."""
    rows = json.loads(path.read_text(encoding="utf-8"))["queries"]
    return tuple(Judged(r["id"], r["group"], r["text"], tuple(r["expected"])) for r in rows)


def case_of(row: Judged) -> Case:
    """Resolve what is expected into references; a key that names nothing is a fault."""
    found: dict[str, None] = {}
    for key in row.expected:
        try:
            found |= dict.fromkeys(str(ref) for ref in _named(key))
        except LookupError as error:
            raise LookupError(f"{row.id}: {key}") from error
    if not found:
        raise LookupError(row.id)
    return Case(row.id, row.text, tuple(found))


def _named(key: str) -> list[Ref]:
    """Give the entries that a key names; ``LookupError`` when it names nothing that exists."""
    sort, _, value = key.partition(":")
    if sort in OWN | PAGES:
        model = (OWN | PAGES)[sort]
        return _refs(EntryKind(sort), model.objects.filter(slug=value, live=True))
    return NAMED[sort](value)


def _refs(kind: EntryKind, rows: Iterable) -> list[Ref]:
    found = [Ref(kind, str(row.pk)) for row in rows]
    if not found:
        raise LookupError
    return found


def _organisations(**asked: object) -> list[Ref]:
    return _refs(EntryKind.ORGANISATION, Organisation.objects.filter(live=True, **asked))


def _of_trade(trade: str) -> list[Ref]:
    with NAMES.open(encoding="utf-8") as file:
        slugs = [french_slug(r["name"]) for r in csv.DictReader(file) if r["trade"] == trade]
    return _organisations(slug__in=slugs)


def _postings(*asked: Q, **given: object) -> list[Ref]:
    """Give the public ones among postings, of which there are some."""
    rows = Posting.objects.filter(*asked, **given)
    _refs(EntryKind.POSTING, rows)
    return _public(rows)


def _public(rows: QuerySet[Posting]) -> list[Ref]:
    return [Ref(EntryKind.POSTING, str(row.pk)) for row in rows & Posting.objects.public()]


def _posting(value: str) -> list[Ref]:
    slug, _, code = value.partition("/")
    return _postings(organisation__slug=slug, resource=code)


def _resources(code: str) -> list[Ref]:
    """Give a resource and those under it."""
    codes = [row for row in load().resources if row.startswith(f"{code}.")]
    return [*_resource(code), *(Ref(EntryKind.RESOURCE, row) for row in codes)]


def _resource(code: str) -> list[Ref]:
    load().resources[code]
    return [Ref(EntryKind.RESOURCE, code)]


def _about(code: str) -> list[Ref]:
    """Give a resource and the postings about it, if there are any."""
    return [*_resource(code), *_public(Posting.objects.filter(resource=code))]


NAMED: dict[str, Callable[[str], list[Ref]]] = {
    "trade": _of_trade,
    "siae": lambda code: _organisations(siae_type=code),
    "kind": lambda code: _organisations(kinds__code=code),
    "posting": _posting,
    "offers": lambda code: _postings(resource=code, direction="offer"),
    "needs": lambda code: _postings(resource=code, direction="need"),
    "about": _about,
    "resource": _resource,
    "resources": _resources,
    "postings-under": lambda code: _postings(Q(resource=code) | Q(resource__startswith=f"{code}.")),
}


def ask(engine: SearchBackend, text: str, labels: Labels) -> list[str]:
    """Ask as the page of results does: what has every word, then what has some, if few have all."""
    asked = QueryDict(mutable=True)
    asked["q"] = text
    query = read(read_address(asked, labels)).query
    result = engine.search(query)
    refs = result.refs
    if result.every_term and 0 < result.total < FEW and query.can_be_loosened:
        refs += engine.search(query.beyond(refs, MOST_PARTLY)).refs
    return [str(ref) for ref in refs]


def judge(engine: SearchBackend, rows: Iterable[Judged]) -> dict[str, list[Measured]]:
    """Ask every query of an engine that holds the demonstration; its measures by group."""
    labels = facet_labels()
    found: dict[str, list[Measured]] = {}
    for row in rows:
        answer = measured(case_of(row), ask(engine, row.text, labels))
        found.setdefault(row.group, []).append(answer)
    return found


def qualities(found: dict[str, list[Measured]]) -> dict[str, Quality]:
    """Give the means of each group, and of all the queries."""
    every = [row for rows in found.values() for row in rows]
    return {group: quality(rows) for group, rows in found.items()} | {ALL: quality(every)}


def table(engine: str, found: dict[str, Quality]) -> str:
    """Write the means of an engine, a line a group."""
    return "\n".join(
        f"{engine:<14}{group:<11}{row.queries:>4}"
        f"  nDCG@10 {row.ndcg_10:.3f}  MRR {row.mrr:.3f}  hit@1 {row.hit_1:.3f}"
        f"  hit@10 {row.hit_10:.3f}"
        for group, row in found.items()
    )
