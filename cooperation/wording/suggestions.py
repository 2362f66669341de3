"""A suggestion in sentences: why, how many points for what, what to check, by which path.

Everything comes from the stored evidence, so that what is read is what was computed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cooperation import knowledge
from cooperation.enums import SuggestionKind
from cooperation.matching.points import TOTAL, CriterionCode
from cooperation.wording import checks, criteria
from cooperation.wording.kinds import TELLINGS
from cooperation.wording.left import left_sentences
from cooperation.wording.parts import Line, Names, Party, Step
from cooperation.wording.postings import resource_label
from cooperation.wording.sources import sources_of

if TYPE_CHECKING:
    from cooperation.models import Suggestion


@dataclass(frozen=True, slots=True)
class Card:
    """A suggestion, ready to show."""

    suggestion: "Suggestion"
    kind: str
    reason: str
    parties: list[Party]
    criteria: list[Line]
    checks: list[str]
    rules: list[str]
    path: list[Step]
    sources: list[str]
    word: str = ""

    @property
    def id(self) -> str:
        return f"suggestion-{self.suggestion.pk}"

    @property
    def total(self) -> int:
        return sum(line.value for line in self.criteria)

    @property
    def total_max(self) -> int:
        return TOTAL

    @property
    def is_declared(self) -> bool:
        return self.suggestion.is_declared

    @property
    def is_put_forward(self) -> bool:
        return self.suggestion.is_put_forward

    @property
    def is_fictitious(self) -> bool:
        return any(party.is_fictitious for party in self.parties)


def card(suggestion: "Suggestion", names: Names, word: str = "") -> Card:
    """Put a suggestion in sentences; ``word`` is what the staff say when they put it forward."""
    rules = [row for row in suggestion.checks if checks.is_rule(row["evidence"])]
    return Card(
        suggestion=suggestion,
        kind=str(SuggestionKind(suggestion.kind).label),
        reason=TELLINGS[suggestion.kind].reason(suggestion),
        parties=TELLINGS[suggestion.kind].parties(suggestion),
        criteria=[_line(row, suggestion, names) for row in suggestion.criteria],
        checks=_once(
            checks.sentence_of(row["code"], row["evidence"], suggestion, names)
            for row in suggestion.checks
            if not checks.is_rule(row["evidence"])
        ),
        rules=_once(checks.rule_of(row["code"], row["evidence"]) for row in rules),
        path=path_of(suggestion, names),
        sources=sources_of(suggestion, names),
        word=word,
    )


def _once(texts: Iterable[str]) -> list[str]:
    """Keep each text once: two steps of a chain may ask the same."""
    return list(dict.fromkeys(texts))


def _line(row: dict[str, Any], suggestion: "Suggestion", names: Names) -> Line:
    code = str(row["code"])
    write = TELLINGS[suggestion.kind].details.get(code) or criteria.DETAILS[code]
    detail = write(row["evidence"], suggestion, names)
    if code == CriterionCode.QUANTITY:
        detail = " ; ".join([detail, *left_sentences((suggestion.offer, suggestion.need))])
    return Line(criteria.label_of(code), row["points"], row["maximum"], detail)


def path_of(suggestion: "Suggestion", names: Names) -> list[Step]:
    """Return the path in the network, from the giver to what becomes of the resource."""
    parties = suggestion.organisations
    known = knowledge.load()
    steps = []
    for row in suggestion.path:
        kind, code = row["kind"], row["id"]
        if kind == "organisation" and code in parties:
            party = parties[code]
            steps.append(Step(kind, party.name, party.get_absolute_url()))
        elif kind == "transformation":
            transformation = known.transformations.get(code)
            steps.append(Step(kind, transformation.label if transformation else code))
        elif kind in {"organisation", "action"}:
            steps.append(Step(kind, names.get(f"{kind}:{code}", "…")))
        else:
            steps.append(Step(kind, resource_label(str(code))))
    return steps
