"""Suggestions, their criteria, and the versioned table of points.

The score of a suggestion is the sum of the points of its criteria, and the maxima of
a table add up to 1000: the computation *is* the explanation. Shares are integers from
0 to 1000, and ``points = maximum × share // 1000``: no rounding differs between machines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

TABLE_VERSION = "2026.2"
"""Version of the table in force, stored with every suggestion."""

TOTAL = 1000
"""What the maxima of a table add up to, and the full share of a criterion."""

Value = str | int | tuple[str | int, ...] | None
"""A value of evidence: a code, a whole number, several of them, or nothing."""

Evidence = tuple[tuple[str, Value], ...]
"""Named values on which a criterion, a check or an outcome rests."""

SortKey = tuple[int, str, int, int, int, int, str, tuple[int, ...], int, str, tuple[str, ...]]
"""What orders suggestions totally."""


class SuggestionKind(StrEnum):
    """Kinds of suggestion that are kept as rows.

    ``deduced`` is a direct or circular match in which at least one side is only probable;
    ``circular`` goes through one know-how, ``chain`` through several organisations, ``loop`` comes
    back to the first one; ``structural`` is a lead from the network; ``social`` answers a lot.
    """

    DIRECT = "direct"
    DEDUCED = "deduced"
    CIRCULAR = "circular"
    CHAIN = "chain"
    LOOP = "loop"
    STRUCTURAL = "structural"
    SOCIAL = "social"


class CriterionCode(StrEnum):
    """What is scored."""

    CLOSENESS = "closeness"
    QUANTITY = "quantity"
    DISTANCE = "distance"
    MONTHS = "months"
    SOCIAL = "social"
    ENVIRONMENT = "environment"
    OUTLET = "outlet"
    RESPONSIVENESS = "responsiveness"
    THEMES = "themes"
    LIKELIHOOD = "likelihood"
    LENGTH = "length"
    PARTNERS = "partners"
    COMMITMENTS = "commitments"
    SITE = "site"
    CAPACITY = "capacity"
    ELIGIBILITY = "eligibility"
    TEAM = "team"


class Criterion(NamedTuple):
    """Points won on one criterion.

    Attributes
    ----------
    code : CriterionCode
        What is scored.
    points, maximum : int
        ``0 ≤ points ≤ maximum``.
    evidence : Evidence
        What the points rest on.
    """

    code: CriterionCode
    points: int
    maximum: int
    evidence: Evidence = ()


class Check(NamedTuple):
    """Something that the two parties have to check, because a datum is missing or a rule applies.

    Attributes
    ----------
    code : str
        Code of the constraint, or of the rule.
    evidence : Evidence
        What is known on both sides.
    """

    code: str
    evidence: Evidence = ()


class PathStep(NamedTuple):
    """A node of the path in the graph that supports a suggestion.

    Attributes
    ----------
    node_kind : str
        ``organisation``, ``resource`` or ``transformation``.
    node_id : int or str
        Identifier of the organisation, or code.
    edge_kind : str
        Edge towards the next step (``offers``, ``close_to``, ``needed_by``, ``input_of``,
        ``mastered_by`` …); empty on the last one.
    """

    node_kind: str
    node_id: int | str
    edge_kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposed cooperation, with all that explains it.

    Attributes
    ----------
    kind : SuggestionKind
        Direct or circular.
    giver_id, receiver_id : int
        Organisations: the resource goes from the first to the second.
    resource : str
        Code of the resource that flows, as offered.
    offer_id, need_id : int or None
        Postings it comes from; a circular suggestion has no need.
    transformation : str or None
        Code of the transformation, for a circular one.
    criteria : tuple of Criterion
        They add up to :attr:`score`, in the order of the table.
    checks : tuple of Check
        What remains to check, in a fixed order.
    path : tuple of PathStep
        The path that supports it.
    version : str
        Version of the table that made it.
    parties : tuple of int
        Every organisation in order, for a chain, a loop (the first one is not repeated) or a
        group; empty when it is the giver and the receiver.
    likelihood : int
        1000 when everything was declared, else the least of what was deduced.
    lot_id : int or None
        The lot that a social suggestion answers.
    """

    kind: SuggestionKind
    giver_id: int
    receiver_id: int
    resource: str
    offer_id: int | None = None
    need_id: int | None = None
    transformation: str | None = None
    criteria: tuple[Criterion, ...] = ()
    checks: tuple[Check, ...] = ()
    path: tuple[PathStep, ...] = ()
    version: str = TABLE_VERSION
    parties: tuple[int, ...] = ()
    likelihood: int = TOTAL
    lot_id: int | None = None

    @property
    def everyone(self) -> tuple[int, ...]:
        """Every organisation concerned, in order."""
        return self.parties or (self.giver_id, self.receiver_id)

    @property
    def score(self) -> int:
        """Sum of the points, 0 to 1000."""
        return sum(criterion.points for criterion in self.criteria)

    @property
    def sort_key(self) -> SortKey:
        """Total order: best score first, then kind, parties, postings, transformation, and so on."""
        return (
            -self.score,
            str(self.kind),
            self.giver_id,
            self.receiver_id,
            self.offer_id or 0,
            self.need_id or 0,
            self.transformation or "",
            self.parties,
            self.lot_id or 0,
            self.resource,
            tuple(str(step.node_id) for step in self.path),
        )


@dataclass(frozen=True, slots=True)
class PointsTable:
    """Maxima of each criterion for each kind of suggestion.

    Attributes
    ----------
    version : str
        Version, stored with what it makes.
    maxima : mapping
        Kind → criterion → maximum; each kind adds up to 1000.
    unknown : mapping
        Criterion → share (0 to 1000) granted when the datum is missing.

    Raises
    ------
    ValueError
        If the maxima of a kind do not add up to 1000.
    """

    version: str
    maxima: Mapping[SuggestionKind, Mapping[CriterionCode, int]]
    unknown: Mapping[CriterionCode, int]

    def __post_init__(self) -> None:
        """Refuse a table that does not add up."""
        for kind, row in self.maxima.items():
            if sum(row.values()) != TOTAL or min(row.values()) < 0:
                raise ValueError(f"table {self.version}, {kind}: maxima must add up to {TOTAL}")

    def criterion(
        self, kind: SuggestionKind, code: CriterionCode, share: int | None, evidence: Evidence = ()
    ) -> Criterion:
        """Turn a share into points.

        Parameters
        ----------
        kind, code
            Which maximum applies.
        share : int or None
            0 to 1000 (bounded here); ``None`` when the datum is missing.
        evidence : Evidence
            What the share rests on.

        Returns
        -------
        Criterion
            ``points = maximum × share // 1000``.

        Examples
        --------
        >>> from cooperation.matching.tables import TABLE
        >>> TABLE.criterion(SuggestionKind.DIRECT, CriterionCode.DISTANCE, 500).points
        90
        """
        maximum = self.maxima[kind][code]
        known = self.unknown.get(code, 0) if share is None else share
        return Criterion(code, maximum * max(0, min(TOTAL, known)) // TOTAL, maximum, evidence)
