"""What is ranked, what is asked, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cooperation.matching.points import Evidence
from cooperation.matching.types import Direction, Place


class Part(StrEnum):
    """A source of evidence that can be left out, to measure what it brings."""

    KNOWLEDGE = "knowledge"
    TEXT = "text"
    GEOGRAPHY = "geography"
    STRUCTURE = "structure"


class ReasonCode(StrEnum):
    """What is scored."""

    RESOURCE = "resource"
    VOCABULARY = "vocabulary"
    TRADE = "trade"
    SOCIAL = "social"
    WORDS = "words"
    DISTANCE = "distance"
    FLOWS = "flows"
    PARTNERS = "partners"
    ALIKE = "alike"
    COMPLEMENT = "complement"
    ACTIVE = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation that may be ranked: nothing but its name is needed.

    Attributes
    ----------
    id : int or str
        Identifier, unique once written as a text.
    name : str
        Name.
    activity : str
        What it does, in French words; may be empty.
    naf : str
        Code of its activity, as people write it; may be empty or unknown.
    kind : str
        What it is, in French words or as a code; may be empty.
    place : Place or None
        Where it stands.
    """

    id: int | str
    name: str
    activity: str = ""
    naf: str = ""
    kind: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A cooperation that runs, or ran: something goes from one to the other.

    Attributes
    ----------
    giver, receiver : int or str
        Identifiers; a link to an organisation that is not there is ignored.
    resource : str
        Code in the taxonomy, or French words, or empty.
    since : date or None
        When it began; the latest ones weigh more.
    """

    giver: int | str
    receiver: int | str
    resource: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A text to answer with organisations.

    Attributes
    ----------
    direction : Direction
        Whether the asker offers what the text says, or needs it.
    text : str
        French words; may be empty: the network alone then answers.
    organisation : int, str or None
        Who asks; never in its own answer.
    low : str
        Code of the European list of waste: 2, 4 or 6 digits, or empty.
    place : Place or None
        Where it is asked; the asker's place when ``None``.
    candidates : tuple of int or str, or None
        The only organisations to rank; all of them when ``None``.
    """

    direction: Direction
    text: str = ""
    organisation: int | str | None = None
    low: str = ""
    place: Place | None = None
    candidates: tuple[int | str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Points won on one criterion.

    Attributes
    ----------
    code : ReasonCode
        What is scored.
    points, maximum : int
        ``0 ≤ points ≤ maximum``.
    evidence : Evidence
        What the points rest on: codes and numbers.
    """

    code: ReasonCode
    points: int
    maximum: int
    evidence: Evidence = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """An organisation in an answer.

    Attributes
    ----------
    id : int or str
        Its identifier.
    score : int
        Sum of the points, 0 to 1000.
    reasons : tuple of Reason
        Every criterion that won points, in the order of the table.
    """

    id: int | str
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The organisations for a question, best first.

    Attributes
    ----------
    order : tuple of int or str
        Identifiers of all that was ranked: score descending, then identifier.
    best : tuple of Ranked
        The first of them, explained.
    """

    order: tuple[int | str, ...]
    best: tuple[Ranked, ...]
