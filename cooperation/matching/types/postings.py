"""Needs and offers, and the lots of a contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .base import Direction, Period, Place


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
        Code of the visibility: loops rest on ``public`` ones alone, else it is only carried.
    published_on : date or None
        Day of publication.
    likelihood : int
        1000 when the organisation declared it; 1 to 999 when it is deduced from a trade.
    trade : str
        Code of the trade that it is deduced from, or empty.
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
    likelihood: int = 1000
    trade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A contract, or a lot of one, with hours of work reserved for integration.

    Attributes
    ----------
    id, buyer_id : int
        Identifiers of the lot and of the organisation that buys.
    service : str
        Code of the service in the taxonomy.
    hours : int or None
        Hours of integration asked, in all.
    starts, ends : date or None
        First and last day of the work, included.
    place : Place or None
        Where the work is; the buyer's place when ``None``.
    reserved : str
        Who the contract is reserved for: ``siae`` (article L2113-13 of the *code de la commande
        publique*), ``disability`` (L2113-12), ``ess`` (L2113-15), or empty when it is open.
    is_open : bool
        Whether it still looks for someone.
    """

    id: int
    buyer_id: int
    service: str
    hours: int | None = None
    starts: date | None = None
    ends: date | None = None
    place: Place | None = None
    reserved: str = ""
    is_open: bool = True
