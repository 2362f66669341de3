"""Pure: what Elasticsearch stores, and how its answers read. No client here."""

from collections.abc import Mapping
from typing import Any

from search.backends.base import EngineError
from search.entry import Entry, Ref
from search.fields import FIELDS, matched_words
from search.query import FACETS, Hit, Query, Result, make_facets

WORDS = {"type": "text", "analyzer": "own_tokens", "index_options": "freqs"}
KEYWORD = {"type": "keyword"}

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
        "title": {"type": "keyword", "index": False, "doc_values": False},
        "url": {"type": "keyword", "index": False, "doc_values": False},
        "day": {"type": "date", "format": "strict_date"},
        "sort_name": KEYWORD,
        "words": {"type": "text", "analyzer": "own_tokens"},
        "texts": {"type": "object", "enabled": False},
        "tokens": {"properties": dict.fromkeys(FIELDS, WORDS)},
        "values": {"properties": dict.fromkeys(FACETS, KEYWORD)},
        "coordinates": {"type": "geo_point"},
        "is_fictitious": {"type": "boolean"},
    },
}


def to_source(entry: Entry) -> dict[str, Any]:
    """Give an entry as it is sent."""
    place = entry.coordinates
    return {
        "ref": str(entry.ref),
        "title": entry.title,
        "url": entry.url,
        "day": entry.day.isoformat() if entry.day else None,
        "sort_name": entry.sort_name,
        "words": entry.sort_name,
        "texts": entry.all_texts,
        "tokens": entry.tokens,
        "values": {name: list(entry.all_values.get(name, ())) for name in FACETS},
        "coordinates": {"lat": place[0], "lon": place[1]} if place else None,
        "is_fictitious": entry.is_fictitious,
    }


def read_hits(answer: Any) -> tuple[int, list[Mapping[str, Any]]]:
    """Give the total and the hits of an answer, which is checked: a cut one says nothing."""
    try:
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineError("partial answer")
        return int(answer["hits"]["total"]["value"]), list(answer["hits"]["hits"])
    except (KeyError, TypeError, ValueError) as error:
        raise EngineError("malformed answer") from error


def read_result(answer: Any, query: Query) -> Result:
    """Give the result that an answer holds."""
    total, hits = read_hits(answer)
    try:
        found = tuple(_hit(hit, query) for hit in hits)
        groups = answer["aggregations"]
        counts = {name: _counts(groups[name]["values"]["buckets"]) for name in FACETS}
    except (KeyError, TypeError, ValueError) as error:
        raise EngineError("malformed answer") from error
    return Result(
        hits=found,
        total=total,
        page=query.page,
        page_size=query.page_size,
        facets=make_facets(counts, query.selected),
        every_term=query.every_term,
    )


def _counts(buckets: list[Mapping[str, Any]]) -> dict[str, int]:
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}


def _hit(hit: Mapping[str, Any], query: Query) -> Hit:
    named = {str(name).partition(":")[0] for name in hit.get("matched_queries", ())}
    words = matched_words(hit["_source"]["texts"], query.terms) if query.terms else ()
    return Hit(
        ref=Ref.read(hit["_id"]),
        score=float(hit.get("_score") or 0.0),
        why=tuple(name for name in FIELDS if name in named),
        highlights=words,
    )
