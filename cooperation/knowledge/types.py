"""Frozen types of the knowledge: what flows, what transforms it, who usually does.

Every type is immutable and holds tuples, strings and integers only, so that the
same knowledge can be shared between threads and compared in tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class KnowledgeError(ValueError):
    """A data file of the knowledge is broken; names the file, the row and the field.

    Parameters
    ----------
    file : str
        Name of the data file, e.g. ``resources.csv``.
    row : int
        Line in the file, 1 being its header; 0 when the whole file is concerned.
    field : str
        Column at fault; empty when the whole row is concerned.
    problem : str
        What is wrong, in a few words.
    """

    def __init__(self, file: str, row: int, field: str, problem: str) -> None:
        self.file, self.row, self.field, self.problem = file, row, field, problem
        super().__init__(f"{file}, row {row}, field {field or '(row)'}: {problem}")


class UnitError(ValueError):
    """A conversion between two units that nothing allows."""


class ResourceKind(StrEnum):
    """What a resource is, whatever its place in the taxonomy."""

    FOOD = "food"
    PREPARED_FOOD = "prepared_food"
    BYPRODUCT = "byproduct"
    MATERIAL = "material"
    EQUIPMENT = "equipment"
    PREMISES = "premises"
    SERVICE = "service"
    JOB = "job"
    TRAINING = "training"
    ENERGY = "energy"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes
    ----------
    code : str
        Stable code, e.g. ``kg``.
    label : str
        French label.
    dimension : str
        ``mass``, ``volume``, ``count``, ``meal``, ``time``, ``area``, ``energy``, ``place``,
        ``length`` or ``trip``.
    factor : Fraction
        How many of the reference unit of its dimension one of it is worth.
    """

    code: str
    label: str
    dimension: str
    factor: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteCode:
    """An entry of the European list of waste (decision 2000/532/EC).

    Attributes
    ----------
    code : str
        Six digits, without the star.
    label : str
        French label.
    hazardous : bool
        Whether the list gives it the star.
    """

    code: str
    label: str
    hazardous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A node of the taxonomy of what organisations offer and need.

    Attributes
    ----------
    code : str
        Stable dotted code; the parent's code is its beginning.
    label : str
        French label.
    synonyms : tuple of str
        Everyday French words for it.
    kind : ResourceKind
        What it is.
    parent : str or None
        Code of the parent, ``None`` for a root.
    unit : str
        Canonical unit.
    units : tuple of str
        Allowed units, the canonical one first.
    factors : tuple of (str, Fraction)
        Own conversions: (unit, how many canonical units one of it is worth).
    low_code : str
        Code of the European list of waste (six digits), or empty.
    hazardous : bool
        Whether that code bears the star.
    naf, cpv : tuple of str
        Links to activities (NAF) and to public procurement vocabulary (CPV), where sure.
    months : int
        Season as a 12-bit mask (bit 0 is January); 0 when it has none.
    substitutes : tuple of (str, int)
        Codes that may replace it, with a closeness of 1 to 999.
    environment : int
        Environmental worth of making it flow locally, 0 to 1000 (inherited from the parent).
    dfc : str
        Product type of the Data Food Consortium (``carrot``), where sure, or empty.
    depth : int
        1 for a root, at most 4.
    """

    code: str
    label: str
    kind: ResourceKind
    unit: str
    synonyms: tuple[str, ...] = ()
    parent: str | None = None
    units: tuple[str, ...] = ()
    factors: tuple[tuple[str, Fraction], ...] = ()
    low_code: str = ""
    hazardous: bool = False
    naf: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    months: int = 0
    substitutes: tuple[tuple[str, int], ...] = ()
    environment: int = 0
    dfc: str = ""

    @property
    def depth(self) -> int:
        """Depth in the taxonomy: 1 for a root."""
        return self.code.count(".") + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that a transformation must respect.

    Attributes
    ----------
    code : str
        ``food_safety``, ``authorised_receiver``, ``traceability`` …
    name : str
        The rule itself, as professionals name it (e.g. ``Règlement (CE) n° 852/2004``).
    """

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transformation:
    """A know-how: input resources become output resources.

    Attributes
    ----------
    code, label : str
        Stable code and French label.
    inputs, outputs : tuple of str
        Resource codes; the first input and the first output carry the yield.
    yield_ratio : Fraction
        Canonical units of the first output for one canonical unit of the first input.
    rules : tuple of Rule
        Rules it must respect.
    naf : tuple of str
        Activities that usually master it.
    added : tuple of (str, Fraction)
        What else goes in, in French, and how many kilograms of it at most for one kilogram of
        the first input (kilowatt-hours for one kilowatt-hour of energy).
    source : str
        Where the yield comes from, in French.
    scale : str
        Usual size, in French.
    words : tuple of str
        Everyday French words for the know-how.
    """

    code: str
    label: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    yield_ratio: Fraction
    rules: tuple[Rule, ...] = ()
    naf: tuple[str, ...] = ()
    added: tuple[tuple[str, Fraction], ...] = ()
    source: str = ""
    scale: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """What an activity usually takes and gives.

    Attributes
    ----------
    code : str
        Stable code.
    label : str
        French label.
    naf : tuple of str
        NAF divisions, groups or classes, dotted (``10``, ``10.7``, ``10.71C``).
    words : tuple of str
        French words that people use for it.
    takes, gives : tuple of (str, int)
        Resource codes with a weight of 1 to 1000.
    siae : bool
        Whether work-integration structures (SIAE, ESAT, EA) usually do it too.
    """

    code: str
    label: str
    naf: tuple[str, ...]
    words: tuple[str, ...]
    takes: tuple[tuple[str, int], ...] = ()
    gives: tuple[tuple[str, int], ...] = ()
    siae: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A resource that a text may mean.

    Attributes
    ----------
    code : str
        Resource code.
    confidence : float
        From 0 to 1.
    evidence : tuple of str
        The wording of the taxonomy that was recognised, then how
        (``label`` or ``synonym``, then ``exact``, ``words`` or ``spelling``).
    """

    code: str
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TradeResolution:
    """A trade that an organisation may have.

    Attributes
    ----------
    code : str
        Trade code.
    confidence : float
        From 0 to 1.
    evidence : tuple of str
        What was recognised, where, how: a wording, ``label`` or ``word``, then ``exact``,
        ``words`` or ``spelling``; a wording of a resource, ``resource``, then ``gives`` or
        ``takes``; or the trade's NAF code, ``naf``, then its level.
    naf : str
        The trade's NAF code (compact) that covers the organisation's, or empty.
    """

    code: str
    confidence: float
    evidence: tuple[str, ...]
    naf: str = ""
