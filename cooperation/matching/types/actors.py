"""Organisations, and what they master."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .base import Place


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
    trades : tuple of (str, int)
        Codes of its trades, each with a confidence of 1 to 1000, the surest first.
    joined_on : date or None
        Day on which it joined the network, for the exposure of newcomers.
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
    trades: tuple[tuple[str, int], ...] = ()
    joined_on: date | None = None


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
    likelihood : int
        1000 when the organisation declared it; 1 to 999 when it is deduced from its activity.
    """

    actor_id: int
    transformation: str
    yearly_capacity: Decimal | None = None
    unit: str = ""
    likelihood: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCapacity:
    """What a social structure can do of a service.

    Attributes
    ----------
    actor_id : int
        The organisation.
    service : str
        Code of the service in the taxonomy.
    monthly_hours : int or None
        Hours of work it can give each month.
    people : int or None
        How many people that is.
    likelihood : int
        1000 when declared; less when deduced from a trade.
    """

    actor_id: int
    service: str
    monthly_hours: int | None = None
    people: int | None = None
    likelihood: int = 1000
