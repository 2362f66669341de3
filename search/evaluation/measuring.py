"""Ask judged queries to an engine made for it."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from search.backends.base import SearchBackend
from search.evaluation import engines
from search.evaluation.cases import Case, Cases, Identifier
from search.evaluation.measures import DEPTH, Measured, Quality, measured, quality
from search.language import Gazetteer, understand
from search.lexicon import lexicon
from search.query import Query
from search.vocabulary import vocabulary

DEEPEST = 100
"""How many documents of a ranking are looked at."""
Ask = Callable[[str], tuple[Identifier, ...]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured, and the seconds it took, indexing included."""

    quality: Quality
    rows: tuple[Measured, ...]
    seconds: float


def evaluate(cases: Cases, *, backend: str = "embedded") -> Evaluation:
    """Index the documents apart, ask every query as the site does, and forget everything.

    No place, kind or label is looked for in the texts: the documents have no facet to filter.

    Raises
    ------
    EngineError
        If the search server is asked for and does not answer.
    """
    started = time.perf_counter()
    with ExitStack() as opened:
        memory = opened.enter_context(engines.memory())
        memory.rebuild(cases.entries)
        engine: SearchBackend = memory
        if backend == "elastic":
            engine = opened.enter_context(engines.server())
            engine.rebuild(cases.entries)
        rows = tuple(_asked(case, cases, engine) for case in cases.queries)
    return Evaluation(quality(rows), rows, time.perf_counter() - started)


def _asked(case: Case, cases: Cases, engine: SearchBackend) -> Measured:
    query = query_of(case.text)
    found = engine.search(query)
    refs = found.refs
    if found.every_term and len(refs) < DEPTH and query.can_be_loosened:
        refs += engine.run(query.beyond(refs, DEEPEST)).refs
    return measured(case, [cases.ids[int(ref.key)] for ref in refs])


def query_of(text: str) -> Query:
    """Read a text as the site does, filters aside."""
    words = vocabulary(engines.ALIAS)
    understood = understand(text, lexicon=lexicon(), gazetteer=Gazetteer(), vocabulary=words)
    return Query(text=text, clauses=understood.clauses, page_size=DEEPEST, counted=())
