"""What a suggestion is shown with: lines, steps, parties; and how a label stands in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cooperation.models import Suggestion
    from pacte.models import Organisation

Evidence = Mapping[str, Any]
"""What a criterion or a check rests on, as JSON gave it back."""

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


def party(row: "Organisation", role: str, side: str = "", flow: str = "") -> Party:
    """Show an organisation with its part."""
    return Party(row.name, row.get_absolute_url(), role, side, flow, row.is_fictitious)


def within(label: str) -> str:
    """Write a label inside a sentence: without its capital, unless it is an acronym."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def evidence_of(suggestion: "Suggestion", code: str) -> dict[str, Any]:
    """Return the evidence of one criterion."""
    found = (row["evidence"] for row in suggestion.criteria if row["code"] == code)
    return next(found, {})
