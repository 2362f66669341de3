"""The only door to the Elasticsearch client: asking within a limit of time, writing with patience."""

import math
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import local
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError, helpers

from search import vocabulary
from search.backends.base import Completion, EngineError, Progress, SearchBackend, Stored
from search.backends.elastic_data import (
    MAPPINGS,
    SETTINGS,
    read_hits,
    read_result,
    to_source,
    to_tombstone,
)
from search.backends.elastic_queries import build, build_completion, build_tokens
from search.entry import Entry, EntryKind, Ref
from search.query import Query, Result
from search.ranking import Frequencies

READ_SECONDS = 0.8
WRITE_SECONDS = 30.0
MERGE_SECONDS = 600.0
LEAST_SECONDS = 0.02
STEP = 500
CONFLICT = 409
Data = dict[str, Any]
Counting = Callable[[Iterable[str]], Frequencies]
FAULTS = (ApiError, TransportError, helpers.BulkIndexError, helpers.ScanError)


class ElasticBackend(SearchBackend):
    """An index behind an alias. Pages wait little and never try again; writers wait more."""

    name = "Elasticsearch"

    def __init__(
        self,
        url: str,
        alias: str,
        *,
        refresh: bool = False,
        read_seconds: float = READ_SECONDS,
        write_seconds: float = WRITE_SECONDS,
        counting: Counting = vocabulary.frequencies,
    ) -> None:
        quiet: Data = {"max_retries": 0, "retry_on_timeout": False, "sniff_on_start": False}
        self.client = Elasticsearch([url], request_timeout=read_seconds, **quiet)
        self.alias, self.refresh, self.read_seconds = alias, refresh, read_seconds
        self.write_seconds, self.counting = write_seconds, counting
        self._turn = local()
        self._askers: dict[int, Elasticsearch] = {}

    @property
    def _writer(self) -> Elasticsearch:
        return self.client.options(request_timeout=self.write_seconds)

    def frequencies(self, tokens: Iterable[str]) -> Frequencies:
        return self.counting(tokens)

    def search(self, query: Query) -> Result:
        with self._within():
            return super().search(query)

    def similar(self, ref: Ref, limit: int = 6) -> Result:
        with self._within():
            return super().similar(ref, limit)

    def run(self, query: Query) -> Result:
        with self._within():
            known = Frequencies()
            if query.clauses:
                known = self.frequencies(t for clause in query.clauses for t in clause.tokens)
            answer = self._ask(build(query, known))
            last = query.last_page(read_hits(answer)[0])
            if query.page > last:
                query = query.on_page(last)
                answer = self._ask(build(query, known))
            return read_result(answer, query, known)

    def completed(self, words: str, kinds: Sequence[str], limit: int) -> tuple[Completion, ...]:
        with self._within():
            _, hits = read_hits(self._ask(build_completion(words, kinds, limit, inside=False)))
            if len(hits) < limit:
                _, hits = read_hits(self._ask(build_completion(words, kinds, limit)))
        try:
            told = ((Ref.read(hit["_id"]), hit["_source"]) for hit in hits)
            return tuple(Completion(ref, row["title"], row["url"]) for ref, row in told)
        except (KeyError, TypeError, ValueError) as error:
            raise EngineError("malformed answer") from error

    def tokens_of(self, ref: Ref) -> Mapping[str, str] | None:
        with self._within():
            _, hits = read_hits(self._ask(build_tokens(ref)))
        try:
            return next((dict(hit["_source"]["tokens"]) for hit in hits), None)
        except (KeyError, TypeError, ValueError) as error:
            raise EngineError("malformed answer") from error

    def index(self, entries: Iterable[Entry]) -> None:
        self._bulk(_writes(entries, self.alias))

    def delete(self, refs: Iterable[Ref], version: int | None = None) -> None:
        """Put tombstones in place of entries: nothing older comes back, however late."""
        versions = {str(ref): version for ref in refs}
        if version is None:
            versions = dict(self._stored_versions(list(versions)))
        rows = ((ref, number) for ref, number in versions.items() if number is not None)
        self._bulk(
            _action(self.alias, ref, to_tombstone(ref, number), number) for ref, number in rows
        )

    def stored(self, kind: EntryKind | None = None) -> Stored:
        kept: list[Data] = [{"term": {"gone": False}}]
        kept += [{"term": {"values.type": str(kind)}}] if kind else []
        asked = {"query": {"bool": {"filter": kept}}, "_source": ["version", "fingerprint"]}
        try:
            self._writer.indices.refresh(index=self.alias)
            found = helpers.scan(self._writer, index=self.alias, query=asked, size=5 * STEP)
            rows = ((Ref.read(row["_id"]), row["_source"]) for row in found)
            return {ref: (int(row["version"]), str(row["fingerprint"])) for ref, row in rows}
        except FAULTS as error:
            raise EngineError(f"stored: {type(error).__name__}") from error

    def rebuild(self, entries: Iterable[Entry], progress: Progress | None = None) -> int:
        """Fill a new index beside the old, then swap the alias in one call.

        What is written to the old index meanwhile is written again to the new one, before the
        swap and once more after it; versions keep the newer of the two.
        """
        try:
            old = self._current()
            since = self._last_write(old)
            new = self._create()
            try:
                number = self._fill(new, entries, progress)
                since = self._replay(old, new, since)
                add: Data = {"add": {"index": new, "alias": self.alias}}
                drop: Data = {"remove": {"index": old, "alias": self.alias}}
                self._writer.indices.update_aliases(actions=[add, drop] if old else [add])
            except BaseException:
                self._writer.indices.delete(index=new, ignore_unavailable=True)
                raise
            self._replay(old, new, since)
            self._clear(new)
        except FAULTS as error:
            raise EngineError(f"rebuild: {type(error).__name__}") from error
        return number

    def _fill(self, new: str, entries: Iterable[Entry], progress: Progress | None) -> int:
        writes = _told(_writes(entries, new), progress)
        number, _ = helpers.bulk(self._writer, writes)
        patient = self.client.options(request_timeout=MERGE_SECONDS)
        patient.indices.forcemerge(index=new, max_num_segments=1)
        self._writer.indices.refresh(index=new)
        return number

    def _create(self) -> str:
        made = self._versions()
        name = f"{self.alias}-{int(made[-1][-6:]) + 1 if made else 1:06d}"
        self._writer.indices.create(index=name, settings=SETTINGS, mappings=MAPPINGS)
        return name

    def _current(self) -> str:
        """Give the index that the alias names, if any."""
        try:
            return next(iter(self._writer.indices.get_alias(name=self.alias).body), "")
        except NotFoundError:
            return ""

    def _versions(self) -> list[str]:
        """Give the indices that stand, or stood, behind the alias, oldest first."""
        version = re.compile(rf"{re.escape(self.alias)}-\d{{6}}")
        names = self._writer.indices.get(index=f"{self.alias}-*")
        return sorted(name for name in names if version.fullmatch(name))

    def drop(self) -> None:
        """Delete every index that stands, or stood, behind the alias."""
        for name in self._versions():
            self._writer.indices.delete(index=name, ignore_unavailable=True)

    def _clear(self, kept: str) -> None:
        for name in self._versions():
            if name < kept:
                self._writer.indices.delete(index=name, ignore_unavailable=True)

    def _last_write(self, index: str) -> int:
        """Give the number of the last write of an index."""
        if not index:
            return -1
        stats = self._writer.indices.stats(index=index, level="shards")
        shards = stats["indices"][index]["shards"].values()
        return max(int(copy["seq_no"]["max_seq_no"]) for copies in shards for copy in copies)

    def _replay(self, old: str, new: str, since: int) -> int:
        """Write to an index what another was told after a write; give the last one seen."""
        if not old:
            return since
        last = self._last_write(old)
        if last <= since:
            return since
        self._writer.indices.refresh(index=old)
        asked = {"query": {"range": {"_seq_no": {"gt": since}}}, "version": True}
        rows = helpers.scan(self._writer, index=old, query=asked)
        again = (_action(new, row["_id"], row["_source"], row["_version"]) for row in rows)
        _, errors = helpers.bulk(self._writer, again, raise_on_error=False, refresh=True)
        _check(errors)
        return last

    def _stored_versions(self, refs: list[str]) -> Iterator[tuple[str, int]]:
        try:
            for start in range(0, len(refs), STEP):
                some = refs[start : start + STEP]
                found = self._writer.mget(index=self.alias, ids=some, source=False)
                faults = [row for row in found["docs"] if "error" in row]
                if faults:
                    raise EngineError(f"read: {faults[0]['error'].get('type')}")
                for row in found["docs"]:
                    if row.get("found"):
                        yield str(row["_id"]), int(row["_version"])
        except FAULTS as error:
            raise EngineError(f"read: {type(error).__name__}") from error

    @contextmanager
    def _within(self) -> Iterator[None]:
        """Share one limit of time between the requests of one answer."""
        outer = getattr(self._turn, "until", None)
        if outer is None:
            self._turn.until = time.monotonic() + self.read_seconds
        try:
            yield
        finally:
            if outer is None:
                self._turn.until = None

    def _ask(self, body: Data) -> Any:
        left = self._turn.until - time.monotonic()
        if left < LEAST_SECONDS:
            raise EngineError("search: too late")
        limited = {**body, "timeout": f"{max(1, round(left * 900))}ms"}
        asked: Data = {"body": limited, "allow_partial_search_results": False}
        try:
            answer = self._asker(math.floor(left * 100)).search(index=self.alias, **asked)
        except (ApiError, TransportError) as error:
            raise EngineError(f"search: {type(error).__name__}") from error
        return answer.body

    def _asker(self, hundredths: int) -> Elasticsearch:
        """Give the client that waits so long; making one takes time."""
        if hundredths not in self._askers:
            self._askers[hundredths] = self.client.options(request_timeout=hundredths / 100)
        return self._askers[hundredths]

    def _bulk(self, actions: Iterable[Data]) -> None:
        """Write through the alias, which must exist: no index is made by accident."""
        options: Data = {"require_alias": True, "refresh": self.refresh}
        try:
            _, errors = helpers.bulk(self._writer, actions, raise_on_error=False, **options)
        except FAULTS as error:
            raise EngineError(f"write: {type(error).__name__}") from error
        _check(errors)


def _writes(entries: Iterable[Entry], index: str) -> Iterator[Data]:
    for entry in entries:
        yield _action(index, str(entry.ref), to_source(entry), entry.version)


def _action(index: str, ref: str, source: Data, version: int) -> Data:
    versioned = {"version": version, "version_type": "external_gte"}
    return {"_op_type": "index", "_index": index, "_id": ref, "_source": source, **versioned}


def _told(actions: Iterable[Data], progress: Progress | None) -> Iterator[Data]:
    """Tell how many actions went by, every so often and at the end."""
    number = 0
    for number, action in enumerate(actions, start=1):
        yield action
        if progress and not number % STEP:
            progress(number)
    if progress and number % STEP:
        progress(number)


def _check(errors: Any) -> None:
    """Raise unless every write was taken, or refused because a newer one came first."""
    faults = [item for item in errors if _status(item) != CONFLICT]
    if faults:
        raise EngineError(f"write: {len(faults)} refused, first {faults[0]}")


def _status(item: Data) -> int:
    return int(next(iter(item.values())).get("status", 0))
