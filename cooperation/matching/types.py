"""Frozen types that the core reads: the network as it stands at one moment.

A missing datum is ``None``, ``0`` or empty. It never excludes a match: it becomes
something *to check*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cooperation.knowledge import Knowledge


class Direction(StrEnum):
    """Whether a posting gives or asks."""

    OFFER = "offer"
    NEED = "need"


class Period(StrEnum):
    """How often the quantity of a posting comes back."""

    ONE_OFF = "one_off"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is.

    Attributes
    ----------
    insee : str
        INSEE code of the commune, or empty.
    latitude, longitude : float or None
        Degrees, WGS 84.
    epci : str
        SIREN of the EPCI, or empty.
    """

    insee: str = ""
    latitude: float | None = None
    longitude: float | None = None
    epci: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An organisation of the network.

    Attributes
    ----------
    id : int
        Identifier, unique among actors.
    name : str
        Name shown in graphs.
    kinds : frozenset of str
        Kinds and roles (several at once).
    siae_type : str
        Type of work-integration structure, or empty.
    naf : str
        Activity, dotted, or empty.
    place : Place or None
        Where it stands.
    service_radius_km : int or None
        How far it serves.
    service_communes : frozenset of str
        INSEE codes that it serves.
    labels : frozenset of str
        Labels held by the organisation as a whole.
    themes : frozenset of str
        Themes of the pact it works on.
    authorisations : frozenset of str
        Waste it may receive: LoW codes of 2, 4 or 6 digits without spaces.
    site, building : str
        Shared site it occupies, and building there; empty when none.
    is_social : bool
        Whether it belongs to the social and solidarity economy.
    answer_rate : int or None
        Share of introductions it answers, 0 to 1000.
    """

    id: int
    name: str = ""
    kinds: frozenset[str] = frozenset()
    siae_type: str = ""
    naf: str = ""
    place: Place | None = None
    service_radius_km: int | None = None
    service_communes: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    authorisations: frozenset[str] = frozenset()
    site: str = ""
    building: str = ""
    is_social: bool = False
    answer_rate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """An offer or a need of a resource.

    Attributes
    ----------
    id, actor_id : int
        Identifiers of the posting and of its organisation.
    direction : Direction
        Offer or need.
    resource : str
        Code in the taxonomy.
    quantity : Decimal or None
        How much, in ``unit``, for each ``period``.
    unit : str
        Unit code, or empty.
    period : Period
        One-off, or each week, month or year.
    minimum_lot : Decimal or None
        Smallest quantity that is worth moving, in ``unit``.
    starts, ends : date or None
        First and last day, included.
    months : int
        12-bit mask (bit 0 is January); 0 when not stated.
    place : Place or None
        Place of this posting; the organisation's when ``None``.
    max_distance_km : int or None
        How far this posting reaches; the organisation's radius when ``None``.
    service_communes : frozenset of str
        INSEE codes that this posting serves; the organisation's when empty.
    labels_required, labels_held : frozenset of str
        Labels asked of the other side, and held by what is posted.
    kinds_may_answer : frozenset of str
        Kinds of organisation that may answer; empty for all.
    price_mode : str
        Code of the price mode, or empty.
    visibility : str
        Code of the visibility; the core only carries it.
    published_on : date or None
        Day of publication.
    """

    id: int
    actor_id: int
    direction: Direction
    resource: str
    quantity: Decimal | None = None
    unit: str = ""
    period: Period = Period.ONE_OFF
    minimum_lot: Decimal | None = None
    starts: date | None = None
    ends: date | None = None
    months: int = 0
    place: Place | None = None
    max_distance_km: int | None = None
    service_communes: frozenset[str] = frozenset()
    labels_required: frozenset[str] = frozenset()
    labels_held: frozenset[str] = frozenset()
    kinds_may_answer: frozenset[str] = frozenset()
    price_mode: str = ""
    visibility: str = "public"
    published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """A transformation that an organisation masters.

    Attributes
    ----------
    actor_id : int
        The organisation.
    transformation : str
        Code of the transformation.
    yearly_capacity : Decimal or None
        How much input it can take each year, in ``unit``.
    unit : str
        Unit of the capacity, or empty.
    """

    actor_id: int
    transformation: str
    yearly_capacity: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A commitment of an organisation to an action of the roadmap."""

    actor_id: int
    theme: str
    action_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperation:
    """A flow that really runs between two organisations."""

    giver_id: int
    receiver_id: int
    resource: str
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Everything that the core reads, in any order.

    Attributes
    ----------
    knowledge : Knowledge
        Taxonomy, transformations and units.
    actors, postings, capabilities, commitments, cooperations : tuple
        The rows; postings are the published ones.
    """

    knowledge: Knowledge
    actors: tuple[Actor, ...] = ()
    postings: tuple[Posting, ...] = ()
    capabilities: tuple[Capability, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    cooperations: tuple[Cooperation, ...] = ()
