"""Pure: what Elasticsearch stores, and how its answers read. No client here."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from search import evidence
from search.backends.base import MAX_START, EngineError
from search.entry import Entry, Ref
from search.fields import FIELDS, LEVELS
from search.query import FACETS, Hit, Query, Result, make_facets
from search.ranking import WINDOW, Candidate, Frequencies, rank

WORDS = {"type": "text", "analyzer": "own_tokens", "norms": False}
KEYWORD = {"type": "keyword"}
KEPT = {"type": "keyword", "index": False, "doc_values": False}
READ = {"type": "binary", "doc_values": True}
"""What every answer reads: in a column of its own, not with all that is stored of a document."""
SEPARATOR = "\x1f"
CLAUSE = "clause "
"""What the name of a clause begins with, before its number."""
FREE = "others"
"""The group of the facets that select nothing: counted under the whole selection."""


def level_field(names: Sequence[str]) -> str:
    """Name the field that holds the words of a level."""
    return f"words_{len(names)}"


def _copied(name: str) -> dict[str, Any]:
    levels = [level_field(names) for _, names in LEVELS if name in names]
    return {"type": "text", "index": False, "copy_to": levels}


SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "analysis": {
        "analyzer": {"own_tokens": {"type": "custom", "tokenizer": "whitespace"}},
    },
}
"""Texts come as the project's French tokens: the same words on every engine."""

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "ref": KEYWORD,
        "version": {"type": "long"},
        "fingerprint": KEPT,
        "gone": {"type": "boolean"},
        "title": KEPT,
        "url": KEPT,
        "day": {"type": "date", "format": "strict_date"},
        "sort_name": KEYWORD,
        "starts": {**KEYWORD, "doc_values": False},
        "scored": READ,
        "told": READ,
        "tokens": {"properties": {name: _copied(name) for name in FIELDS}},
        **{level_field(names): WORDS for _, names in LEVELS},
        "values": {"properties": dict.fromkeys(FACETS, KEYWORD)},
        "coordinates": {"type": "geo_point"},
        "is_fictitious": {"type": "boolean"},
    },
}


def to_source(entry: Entry) -> dict[str, Any]:
    """Give an entry as it is sent."""
    place, words = entry.coordinates, entry.sort_name.split()
    return {
        "ref": str(entry.ref),
        "version": entry.version,
        "fingerprint": entry.fingerprint,
        "gone": False,
        "title": entry.title,
        "url": entry.url,
        "day": entry.day.isoformat() if entry.day else None,
        "sort_name": entry.sort_name[:400],
        "starts": sorted({" ".join(words[n:])[:MAX_START] for n in range(1, len(words))}),
        "scored": _packed(SEPARATOR.join(entry.tokens.values())),
        "told": _packed(json.dumps(entry.all_texts, ensure_ascii=False)),
        "tokens": entry.tokens,
        "values": {name: list(entry.all_values.get(name, ())) for name in FACETS},
        "coordinates": {"lat": place[0], "lon": place[1]} if place else None,
        "is_fictitious": entry.is_fictitious,
    }


def _packed(text: str) -> str:
    return b64encode(text.encode()).decode()


def to_tombstone(ref: str, version: int) -> dict[str, Any]:
    """Give what takes the place of an entry that is deleted: older writes come too late."""
    return {"ref": ref, "version": version, "gone": True}


def read_hits(answer: Any) -> tuple[int, list[Mapping[str, Any]]]:
    """Give the total and the hits of an answer, which is checked: a cut one says nothing."""
    try:
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineError("partial answer")
        return int(answer["hits"]["total"]["value"]), list(answer["hits"]["hits"])
    except (KeyError, TypeError, ValueError) as error:
        raise EngineError("malformed answer") from error


def window(query: Query) -> tuple[int, int]:
    """Say from where, and how many documents are asked: all those to order by their words."""
    if query.ranked and query.offset < WINDOW:
        return 0, max(WINDOW, query.offset + query.page_size)
    return query.offset, query.page_size


def facet_groups(query: Query) -> dict[str, tuple[str, ...]]:
    """Group the facets to count by what selects: each that selects is alone, leaving itself."""
    chosen = {name: (name,) for name in query.counted if name in query.selected}
    others = tuple(name for name in query.counted if name not in query.selected)
    return {**({FREE: others} if others else {}), **chosen}


def read_result(answer: Any, query: Query, known: Frequencies) -> Result:
    """Give the result that an answer holds."""
    total, hits = read_hits(answer)
    try:
        found = _hits(hits, query, known)
        groups = answer["aggregations"] if query.counted else {}
        counts = {
            name: _counts(groups[group][name]["buckets"])
            for group, names in facet_groups(query).items()
            for name in names
        }
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise EngineError("malformed answer") from error
    return Result(
        hits=found,
        total=total,
        page=query.page,
        page_size=query.page_size,
        facets=make_facets(counts, query.selected, query.counted),
        every_term=query.every_term,
    )


def _counts(buckets: list[Mapping[str, Any]]) -> dict[str, int]:
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}


def _hits(hits: list[Mapping[str, Any]], query: Query, known: Frequencies) -> tuple[Hit, ...]:
    """Give the page: what the engine found, the first of it ordered by its words."""
    by_ref = {str(hit["sort"][-1]): hit for hit in hits}
    if not query.clauses:
        return tuple(Hit(Ref.read(ref)) for ref in by_ref)
    tokens = {ref: tuple(_read(hit, "scored").split(SEPARATOR)) for ref, hit in by_ref.items()}
    candidates = [Candidate(ref, str(by_ref[ref]["sort"][-2]), tokens[ref]) for ref in by_ref]
    ranked = rank(query.clauses, query.text, known, candidates)
    order = list(by_ref)
    if window(query)[0] != query.offset or (query.ranked and query.offset < WINDOW):
        first = set(order[:WINDOW])
        order = [row.ref for row in ranked if row.ref in first] + order[WINDOW:]
        order = order[query.offset : query.offset + query.page_size]
    scores = {row.ref: row.score for row in ranked}
    return tuple(_hit(ref, by_ref[ref], query, tokens[ref], scores[ref]) for ref in order)


def _hit(
    ref: str, hit: Mapping[str, Any], query: Query, tokens: tuple[str, ...], score: float
) -> Hit:
    """Give a hit with why it is found: the clauses that the engine names."""
    names = hit["matched_queries"]
    named = {int(name.removeprefix(CLAUSE)) for name in names if name.startswith(CLAUSE)}
    clauses = [clause for number, clause in enumerate(query.clauses) if number in named]
    texts = json.loads(_read(hit, "told"))
    return Hit(Ref.read(ref), score, evidence.matches(clauses, tokens, texts))


def _read(hit: Mapping[str, Any], name: str) -> str:
    return b64decode(hit["fields"][name][0]).decode()
