"""Changes put on top of a network, which itself never changes.

A change that cannot be made says which one it is, counting from 1, and what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import count
from types import MappingProxyType

from cooperation.knowledge import Knowledge
from cooperation.matching.types import (
    Actor,
    Capability,
    Direction,
    Network,
    Period,
    Posting,
)

from . import validity
from .overlays import (
    AddActor,
    AddAuthorisation,
    KnowHow,
    Overlay,
    RemoveActor,
    SetCapacity,
    SetLabel,
    SetRadius,
    Wish,
)
from .validity import ChangeError, FieldError


def overlay(network: Network, changes: Sequence[Overlay]) -> Network:
    """Put changes on top of a network, in their order.

    Parameters
    ----------
    network : Network
        It stays as it is.
    changes : sequence of Overlay
        What would change; a later one sees what an earlier one did, and an added organisation takes
        the next identifier (the greatest known and one).

    Returns
    -------
    Network
        Another one.

    Raises
    ------
    ChangeError
        Naming the change: an organisation, resource or know-how that is not known, a quantity, a
        unit, a place, a code or a distance that cannot be.

    Examples
    --------
    >>> from cooperation import knowledge
    >>> empty = Network(knowledge=knowledge.load())
    >>> [row.id for row in overlay(empty, [AddActor(name="Légumerie")]).actors]
    [1]
    """
    for number, change in enumerate(changes, start=1):
        try:
            network = _APPLIES[type(change)](network, change)
        except FieldError as problem:
            raise ChangeError(number, problem) from None
    return network


def _added(network: Network, change: AddActor) -> Network:
    """Add an organisation, its know-hows, what they make and what it wishes."""
    validity.name(change.name)
    validity.place(change.place)
    validity.radius(change.radius_km)
    for code in sorted(change.authorisations):
        validity.low_code(code)
    ident = 1 + max((row.id for row in network.actors), default=0)
    actor = Actor(
        id=ident,
        name=change.name,
        kinds=change.kinds,
        place=change.place,
        service_radius_km=change.radius_km,
        labels=change.labels,
        authorisations=change.authorisations,
        is_social=change.is_social,
    )
    known = network.knowledge
    capabilities = tuple(_capability(known, ident, row) for row in change.know_hows)
    numbers = count(1 + max((row.id for row in network.postings), default=0))
    made = [wish for row in capabilities for wish in _made(known, row)]
    postings = (_posting(known, next(numbers), ident, wish) for wish in (*made, *change.wishes))
    return replace(
        network,
        actors=(*network.actors, actor),
        capabilities=(*network.capabilities, *capabilities),
        postings=(*network.postings, *postings),
    )


def _capability(known: Knowledge, ident: int, row: KnowHow | SetCapacity) -> Capability:
    """Check a know-how and its capacity."""
    recipe = validity.transformation(known, row.transformation)
    validity.amount(known, recipe.inputs[0], row.yearly_capacity, row.unit)
    return Capability(
        actor_id=ident,
        transformation=row.transformation,
        yearly_capacity=row.yearly_capacity,
        unit=row.unit,
    )


def _made(known: Knowledge, row: Capability) -> tuple[Wish, ...]:
    """Give what a know-how makes in a year: as much as its capacity of the first output."""
    recipe = known.transformations[row.transformation]
    first, *others = recipe.outputs
    quantity, unit = None, ""
    if row.yearly_capacity is not None:
        source = known.resources[recipe.inputs[0]]
        taken = known.convert(source.code, row.yearly_capacity, row.unit, source.unit)
        quantity, unit = _thousandths(taken * recipe.yield_ratio), known.resources[first].unit
    given = Direction.OFFER
    main = Wish(direction=given, resource=first, quantity=quantity, unit=unit, period=Period.YEAR)
    return main, *(Wish(direction=given, resource=code, period=Period.YEAR) for code in others)


def _thousandths(number: Fraction) -> Decimal:
    """Round down to the thousandth."""
    return Decimal(number * 1000 // 1) / 1000


def _posting(known: Knowledge, number: int, ident: int, wish: Wish) -> Posting:
    """Check a wish, and post it."""
    validity.amount(known, validity.resource(known, wish.resource), wish.quantity, wish.unit)
    validity.months(wish.months)
    return Posting(
        id=number,
        actor_id=ident,
        direction=wish.direction,
        resource=wish.resource,
        quantity=wish.quantity,
        unit=wish.unit,
        period=wish.period,
        months=wish.months,
    )


def _removed(network: Network, change: RemoveActor) -> Network:
    """Leave out an organisation and every row that is its own."""
    _actor(network, change.actor_id)
    gone = change.actor_id
    return replace(
        network,
        actors=tuple(row for row in network.actors if row.id != gone),
        postings=tuple(row for row in network.postings if row.actor_id != gone),
        capabilities=tuple(row for row in network.capabilities if row.actor_id != gone),
        commitments=tuple(row for row in network.commitments if row.actor_id != gone),
        cooperations=tuple(
            row for row in network.cooperations if gone not in (row.giver_id, row.receiver_id)
        ),
        lots=tuple(row for row in network.lots if row.buyer_id != gone),
        service_capacities=tuple(row for row in network.service_capacities if row.actor_id != gone),
    )


def _capacity(network: Network, change: SetCapacity) -> Network:
    """Set a capacity in place of the one that was told."""
    _actor(network, change.actor_id)
    row = _capability(network.knowledge, change.actor_id, change)
    key = (change.actor_id, change.transformation)
    others = (old for old in network.capabilities if (old.actor_id, old.transformation) != key)
    return replace(network, capabilities=(*others, row))


def _labelled(network: Network, change: SetLabel) -> Network:
    """Add a label to an organisation and its offers, or take it from both."""
    actor = _actor(network, change.actor_id)
    label = frozenset({validity.code(change.label)})

    def labels(held: frozenset[str]) -> frozenset[str]:
        return held | label if change.held else held - label

    postings = tuple(
        replace(row, labels_held=labels(row.labels_held))
        if row.actor_id == actor.id and row.direction is Direction.OFFER
        else row
        for row in network.postings
    )
    return replace(_with(network, replace(actor, labels=labels(actor.labels))), postings=postings)


def _authorised(network: Network, change: AddAuthorisation) -> Network:
    """Add an authorisation."""
    actor = _actor(network, change.actor_id)
    held = actor.authorisations | {validity.low_code(change.low_code)}
    return _with(network, replace(actor, authorisations=held))


def _reaching(network: Network, change: SetRadius) -> Network:
    """Set the radius of an organisation, and of its postings that state one."""
    actor = _actor(network, change.actor_id)
    validity.radius(change.kilometres)
    postings = tuple(
        replace(row, max_distance_km=change.kilometres)
        if row.actor_id == actor.id and row.max_distance_km is not None
        else row
        for row in network.postings
    )
    wider = _with(network, replace(actor, service_radius_km=change.kilometres))
    return replace(wider, postings=postings)


def _actor(network: Network, ident: int) -> Actor:
    """Find an organisation."""
    for row in network.actors:
        if row.id == ident:
            return row
    raise FieldError("organisation", "unknown", ident)


def _with(network: Network, actor: Actor) -> Network:
    """Put an organisation in place of what it was."""
    others = (actor if row.id == actor.id else row for row in network.actors)
    return replace(network, actors=tuple(others))


_APPLIES: Mapping[type, Callable[..., Network]] = MappingProxyType(
    {
        AddActor: _added,
        RemoveActor: _removed,
        SetCapacity: _capacity,
        SetLabel: _labelled,
        AddAuthorisation: _authorised,
        SetRadius: _reaching,
    }
)
