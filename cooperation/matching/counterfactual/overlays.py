"""What can be tried on a network: an organisation more or less, a capacity, a label, a distance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cooperation.matching.types import Direction, Period, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowHow:
    """A know-how of an added organisation: what it makes is then offered, all year."""

    transformation: str
    yearly_capacity: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An offer or a need of an added organisation, each month unless told otherwise."""

    direction: Direction
    resource: str
    quantity: Decimal | None = None
    unit: str = ""
    period: Period = Period.MONTH
    months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddActor:
    """Add an organisation that does not exist.

    Attributes
    ----------
    name : str
        Its name.
    place : Place or None
        Where it would stand.
    kinds, labels, authorisations : frozenset of str
        As for an :class:`~cooperation.matching.types.Actor`.
    radius_km : int or None
        How far it would serve.
    is_social : bool
        Whether it would belong to the social economy.
    know_hows : tuple of KnowHow
        What it would master; each output is offered, the first one as much as the capacity makes.
    wishes : tuple of Wish
        What it would offer and need besides.
    """

    name: str
    place: Place | None = None
    kinds: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    authorisations: frozenset[str] = frozenset()
    radius_km: int | None = None
    is_social: bool = False
    know_hows: tuple[KnowHow, ...] = ()
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveActor:
    """Do without an organisation, and all that it posts, masters and runs."""

    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCapacity:
    """Give an organisation a yearly capacity in a know-how, which it may not have yet."""

    actor_id: int
    transformation: str
    yearly_capacity: Decimal | None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLabel:
    """Let an organisation, and all that it offers, obtain a label, or lose it."""

    actor_id: int
    label: str
    held: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAuthorisation:
    """Authorise an organisation to receive a waste: a code of 2, 4 or 6 digits."""

    actor_id: int
    low_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRadius:
    """Let an organisation, and all that it posts, reach this far."""

    actor_id: int
    kilometres: int


Overlay = AddActor | RemoveActor | SetCapacity | SetLabel | AddAuthorisation | SetRadius
