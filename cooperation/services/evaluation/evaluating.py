"""Answer judged cases and measure the answers: in memory, nothing read nor written elsewhere."""

import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.matching.ranking import Part, Ranker
from cooperation.services.evaluation.cases import Cases, read_cases
from cooperation.services.evaluation.measures import Judged, Quality, judge, quality

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came out of a file of cases."""

    quality: Quality
    judged: tuple[Judged, ...]
    notes: tuple[str, ...]
    """What was ignored, in sentences."""
    seconds: float


def evaluate_file(path: Path, *, without: Collection[Part] = ()) -> Evaluation:
    """Read a file of cases, answer its queries and measure the answers.

    Raises
    ------
    DataFileError
        If the file is broken.
    """
    return evaluate(read_cases(path), without=without)


def evaluate(cases: Cases, *, without: Collection[Part] = ()) -> Evaluation:
    """Answer the queries of cases and measure the answers."""
    start = time.perf_counter()
    ranker = Ranker(knowledge.load(), cases.organisations, cases.links, without=without)
    judged = []
    for query in cases.queries:
        answer = ranker.ask(query.question)
        judged.append(judge(query.id, query.expected, answer.order, answer.best))
    seconds = round(time.perf_counter() - start, 3)
    return Evaluation(quality(judged), tuple(judged), tuple(notes(cases)), seconds)


def notes(cases: Cases) -> list[str]:
    """Say what the cases name that is not among the organisations, and was ignored."""
    known = {str(row.id) for row in cases.organisations}
    linked = [one for link in cases.links for one in (link.giver, link.receiver)]
    askers = [query.question.organisation for query in cases.queries]
    asked = [one for query in cases.queries for one in query.question.candidates or ()]
    expected = [one for query in cases.queries for one in query.expected]
    told = (
        (linked, _("cooperations : organisation inconnue, coopération ignorée : %s")),
        (
            [one for one in askers if one is not None],
            _("queries, champ « organisation » : inconnue, ignorée : %s"),
        ),
        (asked, _("queries, champ « candidates » : inconnu, ignoré : %s")),
        (expected, _("queries, champ « expected » : inconnu, compté comme non trouvé : %s")),
    )
    missing = ((sorted({str(one) for one in names} - known), text) for names, text in told)
    found = [text % _some(names) for names, text in missing if names]
    for text in dict.fromkeys(text for text, _value in cases.told):
        values = sorted({value for one, value in cases.told if one == text})
        found.append(f"{text}{NBSP}: {_some(values)}")
    if any(not query.expected for query in cases.queries):
        found.append(_("queries, champ « expected » : vide, compté comme non trouvé."))
    return found


def _some(names: list[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:5])
    return f"{shown}…" if len(names) > 5 else shown
