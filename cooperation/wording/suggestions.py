"""A suggestion in sentences: why, how many points for what, what to check, by which path.

Everything comes from the stored evidence, so that what is read is what was computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.enums import SuggestionKind
from cooperation.matching.points import TOTAL
from cooperation.wording import checks, criteria
from cooperation.wording.postings import quantity_of, resource_label

if TYPE_CHECKING:
    from cooperation.models import Suggestion

Names = Mapping[str, str]
"""What people read for a code of the database: ``label:ab``, ``kind:siae``, ``theme:food``."""


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion as it is shown."""

    label: str
    value: int
    max: int
    detail: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the path that supports a suggestion."""

    kind: str
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation of a suggestion, and its part in it."""

    name: str
    url: str
    role: str
    side: str
    flow: str = ""
    is_fictitious: bool = False


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
    def is_fictitious(self) -> bool:
        return any(party.is_fictitious for party in self.parties)


def card(suggestion: "Suggestion", names: Names) -> Card:
    """Put a suggestion in sentences."""
    missing = [row for row in suggestion.checks if not checks.is_rule(row["evidence"])]
    rules = [row for row in suggestion.checks if checks.is_rule(row["evidence"])]
    return Card(
        suggestion=suggestion,
        kind=str(SuggestionKind(suggestion.kind).label),
        reason=reason_of(suggestion),
        parties=parties_of(suggestion),
        criteria=[_line(row, suggestion, names) for row in suggestion.criteria],
        checks=[
            checks.sentence_of(row["code"], row["evidence"], suggestion, names) for row in missing
        ],
        rules=[checks.rule_of(row["code"], row["evidence"]) for row in rules],
        path=path_of(suggestion),
        sources=sources_of(suggestion),
    )


def _line(row: dict[str, object], suggestion: "Suggestion", names: Names) -> Line:
    code, evidence = str(row["code"]), row["evidence"]
    detail = criteria.detail_of(code, evidence, suggestion, names)  # type: ignore[arg-type]
    return Line(criteria.label_of(code), row["points"], row["maximum"], detail)  # type: ignore[arg-type]


def reason_of(suggestion: "Suggestion") -> str:
    """Return the main reason in one sentence: who needs what, who has it, how far."""
    if suggestion.kind == SuggestionKind.CIRCULAR:
        return _circular(suggestion)
    evidence = evidence_of(suggestion, "closeness")
    wanted = evidence.get("wanted", suggestion.resource)
    values = {
        "receiver": suggestion.receiver.name,
        "wanted": within(resource_label(str(wanted))),
        "asked": _in_brackets(quantity_of(suggestion.need) if suggestion.need else ""),
        "giver": suggestion.giver.name,
        "offered": within(resource_label(suggestion.resource)),
        "details": _details(suggestion),
    }
    if wanted == suggestion.resource:
        text = _("%(receiver)s cherche « %(wanted)s »%(asked)s ; %(giver)s en propose%(details)s.")
        return text % values
    text = _(
        "%(receiver)s cherche « %(wanted)s »%(asked)s ; %(giver)s propose « %(offered)s », "
        "qui s’en approche%(details)s."
    )
    return text % values


def _circular(suggestion: "Suggestion") -> str:
    known = knowledge.load().transformations.get(suggestion.transformation)
    values = {
        "receiver": suggestion.receiver.name,
        "transformation": within(known.label if known else suggestion.transformation),
        "giver": suggestion.giver.name,
        "offered": within(resource_label(suggestion.resource)),
        "details": _details(suggestion),
    }
    if known and suggestion.resource == known.inputs[0]:
        return _("%(receiver)s sait %(transformation)s ; %(giver)s en propose%(details)s.") % values
    text = _(
        "%(receiver)s sait %(transformation)s ; %(giver)s propose de quoi le faire, "
        "« %(offered)s »%(details)s."
    )
    return text % values


def evidence_of(suggestion: "Suggestion", code: str) -> dict[str, object]:
    """Return the evidence of one criterion."""
    found = (row["evidence"] for row in suggestion.criteria if row["code"] == code)
    return next(found, {})


def within(label: str) -> str:
    """Write a label inside a sentence: without its capital, unless it is an acronym."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def _details(suggestion: "Suggestion") -> str:
    """Write how much is offered and how far: « 40 kg par semaine, à 6 km »."""
    quantity = quantity_of(suggestion.offer) if suggestion.offer else ""
    metres = evidence_of(suggestion, "distance").get("metres")
    text = f" {quantity}" if quantity else ""
    if isinstance(metres, int):
        text += criteria.how_far(metres)
    return text


def parties_of(suggestion: "Suggestion") -> list[Party]:
    """Return who gives, who receives and, for a know-how, what becomes of it."""
    offered = resource_label(suggestion.resource)
    quantity = quantity_of(suggestion.offer) if suggestion.offer else ""
    flow = f"{offered} ({quantity})" if quantity else offered
    known = knowledge.load().transformations.get(suggestion.transformation)
    if known is None:
        wanted = str(evidence_of(suggestion, "closeness").get("wanted", suggestion.resource))
        role = _("cherche : %(resource)s") % {"resource": within(resource_label(wanted))}
        return [_giver(suggestion, flow), _receiver(suggestion, role, "")]
    role = _("sait %(transformation)s") % {"transformation": within(known.label)}
    outlet = evidence_of(suggestion, "outlet")
    made = Party(resource_label(known.outputs[0]), "", criteria.buyers_of(outlet), "")
    return [
        _giver(suggestion, flow),
        _receiver(suggestion, role, criteria.made_of(outlet, suggestion) or _("donne")),
        made,
    ]


def _giver(suggestion: "Suggestion", flow: str) -> Party:
    row = suggestion.giver
    role = _("propose : %(resource)s") % {"resource": within(resource_label(suggestion.resource))}
    return Party(row.name, row.get_absolute_url(), role, "offer", flow, row.is_fictitious)


def _receiver(suggestion: "Suggestion", role: str, flow: str) -> Party:
    row = suggestion.receiver
    return Party(row.name, row.get_absolute_url(), role, "need", flow, row.is_fictitious)


def path_of(suggestion: "Suggestion") -> list[Step]:
    """Return the path in the network, from the giver to what becomes of the resource."""
    parties = {row.pk: row for row in (suggestion.giver, suggestion.receiver)}
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
        else:
            steps.append(Step(kind, resource_label(str(code))))
    return steps


def sources_of(suggestion: "Suggestion") -> list[str]:
    """Return where the data come from: the postings and their date, the declared know-how."""
    found = []
    for posting in (suggestion.offer, suggestion.need):
        if posting is not None:
            title = _("annonce « %(title)s »") % {"title": posting.title}
            if posting.published_on:
                day = date_format(posting.published_on)
                title = _("%(title)s du %(day)s") % {"title": title, "day": day}
            found.append(title)
    if suggestion.transformation:
        values = {"name": suggestion.receiver.name}
        found.append(_("savoir-faire enregistré : %(name)s") % values)
    return found
