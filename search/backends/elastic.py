"""The only door to Elasticsearch: queries built as data, then asked."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError, helpers
from elasticsearch_dsl import Q, Search

from search.backends.base import MAX_COMPLETIONS, Completion, EngineError, SearchBackend
from search.backends.elastic_data import MAPPINGS, SETTINGS, read_hits, read_result, to_source
from search.entry import Entry, Ref
from search.fields import FIELDS
from search.query import FACETS, Query, Result, Sort, clean_text
from search.words import plain_words

READ_SECONDS = 0.8
WRITE_SECONDS = 10.0
MAX_VALUES = 1000
SOURCE = ["texts"]
Data = dict[str, Any]


def _term(term: str, number: int) -> Any:
    """Give the clause of one word: the best field counts, the others a little."""
    fields = [
        Q(
            "term",
            **{f"tokens__{name}": {"value": term, "boost": boost, "_name": f"{name}:{number}"}},
        )
        for name, boost in FIELDS.items()
    ]
    return Q("dis_max", queries=fields, tie_breaker=0.3, _name=f"term:{number}")


def _facet_filter(name: str, values: tuple[str, ...]) -> Any:
    return Q("terms", **{f"values__{name}": list(values)}, _name=f"facet:{name}")


def _filters(query: Query, leaving: str = "") -> Any:
    kept = [_facet_filter(n, values) for n, values in query.selected.items() if n != leaving]
    return Q("bool", filter=kept, _name="facets") if kept else Q("match_all", _name="facets")


def _words(query: Query) -> Any:
    clauses = [_term(term, number) for number, term in enumerate(query.terms)]
    if not clauses:
        return Q("match_all", _name="everything")
    least = len(clauses) if query.every_term else 1
    return Q("bool", should=clauses, minimum_should_match=least, _name="words")


def _near(query: Query) -> list[Any]:
    near = query.near
    if near is None or near.radius_km is None:
        return []
    point = {"lat": near.latitude, "lon": near.longitude}
    distance = f"{near.radius_km}km"
    return [Q("geo_distance", coordinates=point, distance=distance, _name="near")]


def _order(query: Query) -> list[Data]:
    by_name: list[Data] = [{"sort_name": "asc"}, {"ref": "asc"}]
    if query.sort is Sort.DISTANCE and query.near:
        point = {"lat": query.near.latitude, "lon": query.near.longitude}
        return [{"_geo_distance": {"coordinates": point, "order": "asc", "unit": "km"}}, *by_name]
    if query.sort is Sort.RELEVANCE and query.terms:
        return [{"_score": "desc"}, *by_name]
    return by_name


def build(query: Query) -> Data:
    """Compile a query: facets filter after the counting, so that each sees the others only."""
    search = Search().query(Q("bool", must=[_words(query)], filter=_near(query), _name="query"))
    search = search.post_filter(_filters(query)).sort(*_order(query))
    for name in FACETS:
        group = search.aggs.bucket(name, "filter", filter=_filters(query, leaving=name))
        group.bucket("values", "terms", field=f"values.{name}", size=MAX_VALUES)
    window: Data = {"from": query.offset, "size": query.page_size, "_source": SOURCE}
    extras = {"track_total_hits": True, "track_scores": bool(query.terms)}
    return {**search.to_dict(), **window, **extras}


def build_completion(words: str) -> Data:
    """Compile a completion: the last word may go on."""
    phrase = {"query": words, "max_expansions": 200, "_name": "completion"}
    search = Search().query(Q("match_phrase_prefix", words=phrase))
    search = search.sort("sort_name", "ref").source(["title", "url"])
    return {**search.to_dict(), "size": MAX_COMPLETIONS}


class ElasticBackend(SearchBackend):
    """An index behind an alias. Pages wait little and never try again; writers wait more."""

    name = "Elasticsearch"

    def __init__(
        self, url: str, alias: str, *, refresh: bool = False, read_seconds: float = READ_SECONDS
    ) -> None:
        quiet: Data = {"max_retries": 0, "retry_on_timeout": False, "sniff_on_start": False}
        self.client = Elasticsearch([url], request_timeout=read_seconds, **quiet)
        self.alias, self.refresh = alias, refresh
        self.limit = f"{round(read_seconds * 900)}ms"

    @property
    def _writer(self) -> Elasticsearch:
        return self.client.options(request_timeout=WRITE_SECONDS)

    def run(self, query: Query) -> Result:
        answer = self._ask(build(query))
        last = query.last_page(read_hits(answer)[0])
        if query.page > last:
            query = query.on_page(last)
            answer = self._ask(build(query))
        return read_result(answer, query)

    def complete(self, prefix: str) -> tuple[Completion, ...]:
        words = plain_words(clean_text(prefix))
        if not words:
            return ()
        _, hits = read_hits(self._ask(build_completion(words)))
        sources = ((Ref.read(hit["_id"]), hit["_source"]) for hit in hits)
        return tuple(Completion(ref, source["title"], source["url"]) for ref, source in sources)

    def index(self, entries: Iterable[Entry]) -> None:
        self._bulk(_writes(entries, self.alias))

    def delete(self, refs: Iterable[Ref]) -> None:
        self._bulk({"_op_type": "delete", "_index": self.alias, "_id": str(ref)} for ref in refs)

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Fill a new index beside the old, then swap the alias in one call."""
        try:
            old = self._versions()
            new = f"{self.alias}-{int(old[-1][-6:]) + 1 if old else 1:06d}"
            self._writer.indices.create(index=new, settings=SETTINGS, mappings=MAPPINGS)
            number, _ = helpers.bulk(self._writer, _writes(entries, new), refresh=True)
            drops = [{"remove_index": {"index": name}} for name in old]
            add = {"add": {"index": new, "alias": self.alias}}
            self._writer.indices.update_aliases(actions=[add, *drops])
        except (ApiError, TransportError, helpers.BulkIndexError) as error:
            raise EngineError(f"rebuild: {type(error).__name__}") from error
        return number

    def _versions(self) -> list[str]:
        """Give the indices that stand, or stood, behind the alias, oldest first."""
        version = re.compile(rf"{re.escape(self.alias)}-\d{{6}}")
        names = self._writer.indices.get(index=f"{self.alias}-*")
        return sorted(name for name in names if version.fullmatch(name))

    def _ask(self, body: Data) -> Any:
        limited = {**body, "timeout": self.limit}
        try:
            answer = self.client.search(
                index=self.alias, body=limited, allow_partial_search_results=False
            )
        except (ApiError, TransportError) as error:
            raise EngineError(f"search: {type(error).__name__}") from error
        return answer.body

    def _bulk(self, actions: Iterable[Data]) -> None:
        """Write through the alias, which must exist: no index is made by accident."""
        options: Data = {"require_alias": True, "refresh": self.refresh}
        try:
            _, errors = helpers.bulk(
                self._writer, actions, raise_on_error=False, raise_on_exception=True, **options
            )
        except (ApiError, TransportError) as error:
            raise EngineError(f"write: {type(error).__name__}") from error
        faults = [item for item in errors if not _already_gone(item)]  # type: ignore[union-attr]
        if faults:
            raise EngineError(f"write: {len(faults)} refused, first {faults[0]}")


def _writes(entries: Iterable[Entry], index: str) -> Iterator[Data]:
    for entry in entries:
        yield {"_index": index, "_id": str(entry.ref), "_source": to_source(entry)}


def _already_gone(item: Data) -> bool:
    """Say whether a delete failed for want of the document (and not of the index)."""
    outcome = item.get("delete", {})
    return bool(outcome.get("result") == "not_found" and "error" not in outcome)
