"""What if: the network as it stands and as it would be, side by side. Nothing is ever written.

Every figure is an estimate of what the network could do, not of what it does: it counts what matches,
with the meaning of :mod:`coverage`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cooperation.matching import chains, engine, loops, social
from cooperation.matching.context import Context, Pair, build
from cooperation.matching.points import PointsTable, Suggestion, SuggestionKind
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Actor, Network

from .coverage import Market, MarketKind, markets
from .overlay import overlay
from .overlays import Overlay

Key = tuple[str, int, int, int | None, int | None, str, tuple[int, ...], int | None]


@dataclass(frozen=True, slots=True)
class Covered:
    """What is covered of a product in a month, before and after.

    Attributes
    ----------
    kind : MarketKind
        Needs, or by-products to take.
    resource, dimension, month
        The market; month 0 for one-offs.
    before, after : int
        Thousandths of the reference unit that are covered.
    asked_before, asked_after : int
        Thousandths that are asked.
    answered_before, answered_after : int
        Demands that something matches.
    """

    kind: MarketKind
    resource: str
    dimension: str
    month: int
    before: int
    after: int
    asked_before: int
    asked_after: int
    answered_before: int
    answered_after: int

    @property
    def gain(self) -> int:
        """How much more is covered; negative for a loss."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure, before and after, and on how many rows it rests.

    Attributes
    ----------
    code : str
        ``suggestions``, ``needs``, ``needs_answered``, ``chains``, ``loops``, ``waste_kg`` (each
        year, what by-products could be taken), ``metres`` (mean distance from a need to its nearest
        offer) or ``hours`` (of integration, in lots that a structure could do).
    before, after : int or None
        ``None`` when nothing can be told.
    counted_before, counted_after : int
        How many rows it rests on.
    """

    code: str
    before: int | None
    after: int | None
    counted_before: int
    counted_after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The network before and after.

    Attributes
    ----------
    version : str
        Version of the table of points.
    today : date
        Day of the run.
    added : tuple of Actor
        Organisations that do not exist.
    gained, lost : tuple of Suggestion
        Suggestions that only one of both has, in their total order.
    answered, unanswered : tuple of int
        Needs that both hold, and that newly have an offer, or no longer have one; sorted.
    coverage : tuple of Covered
        What differs, by market.
    indicators : tuple of Indicator
        In a fixed order.
    """

    version: str
    today: date
    added: tuple[Actor, ...]
    gained: tuple[Suggestion, ...]
    lost: tuple[Suggestion, ...]
    answered: tuple[int, ...]
    unanswered: tuple[int, ...]
    coverage: tuple[Covered, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """A network, and all that is read from it."""

    network: Network
    context: Context
    suggestions: tuple[Suggestion, ...]
    markets: Mapping[tuple[str, str, str, int], Market]


def compare(
    network: Network, changes: Sequence[Overlay], *, today: date, table: PointsTable = TABLE
) -> Comparison:
    """Compare a network with what it would be after some changes.

    Parameters
    ----------
    network : Network
        The network, its rows in any order; it stays as it is.
    changes : sequence of Overlay
        What would change.
    today : date
        Day of the run.
    table : PointsTable
        Points.

    Returns
    -------
    Comparison
        Without any change: no gain and no loss.

    Raises
    ------
    ChangeError
        If a change cannot be made; it names it.
    """
    changed = overlay(network, changes)
    before = _state(network, today, table)
    after = _state(changed, today, table) if changes else before
    known = {row.id for row in network.actors}
    old, new = _answered(before), _answered(after)
    kept = {row.id for row in before.context.needs} & {row.id for row in after.context.needs}
    return Comparison(
        version=table.version,
        today=today,
        added=tuple(row for row in changed.actors if row.id not in known),
        gained=_only(after, before),
        lost=_only(before, after),
        answered=tuple(sorted((new.keys() - old.keys()) & kept)),
        unanswered=tuple(sorted((old.keys() - new.keys()) & kept)),
        coverage=_coverage(before, after),
        indicators=tuple(
            Indicator(code, was, then, of, of_then)
            for (code, was, of), (_, then, of_then) in zip(
                _figures(before, old), _figures(after, new), strict=True
            )
        ),
    )


def _state(network: Network, today: date, table: PointsTable) -> _State:
    """Read all that is compared from a network."""
    context = build(network, today, table)
    found = suggestions(network, today=today, table=table)
    return _State(network, context, found, {row.key: row for row in markets(context, found)})


def suggestions(
    network: Network, *, today: date, table: PointsTable = TABLE
) -> tuple[Suggestion, ...]:
    """Give the suggestions of every kind that flows: direct, circular, chains, loops and lots."""
    kinds = (engine.suggest_all, chains.suggest, loops.suggest, social.suggest)
    found = (row for suggest in kinds for row in suggest(network, today=today, table=table))
    return tuple(sorted(found, key=lambda row: row.sort_key))


def _key(row: Suggestion) -> Key:
    """Tell a suggestion from the others, whatever its score."""
    return (
        str(row.kind),
        row.giver_id,
        row.receiver_id,
        row.offer_id,
        row.need_id,
        row.transformation or "",
        row.parties,
        row.lot_id,
    )


def _only(one: _State, other: _State) -> tuple[Suggestion, ...]:
    """Give the suggestions that the other state does not have."""
    known = {_key(row) for row in other.suggestions}
    return tuple(row for row in one.suggestions if _key(row) not in known)


def _answered(state: _State) -> dict[int, int | None]:
    """Give the needs that an offer matches, with the distance of the nearest one, in metres."""
    offers = {row.id: row for row in state.context.offers}
    needs = {row.id: row for row in state.context.needs}
    found: dict[int, list[int]] = {}
    for row in state.suggestions:
        if row.kind is SuggestionKind.DIRECT and row.offer_id and row.need_id:
            pair = Pair(state.context, offers[row.offer_id], needs[row.need_id], 0)
            far = found.setdefault(row.need_id, [])
            if pair.metres is not None:
                far.append(pair.metres)
    return {ident: min(far, default=None) for ident, far in found.items()}


def _coverage(before: _State, after: _State) -> tuple[Covered, ...]:
    """Compare the markets, and keep those that differ."""
    rows = (
        _covered(key, before.markets.get(key), after.markets.get(key))
        for key in sorted(before.markets.keys() | after.markets.keys())
        if before.markets.get(key) != after.markets.get(key)
    )
    return tuple(row for row in rows if row is not None)


def _covered(
    key: tuple[str, str, str, int], before: Market | None, after: Market | None
) -> Covered | None:
    """Compare one market; ``None`` when what changed changes none of its figures."""
    kind, resource, dimension, month = key
    was, then = _totals(before), _totals(after)
    if was == then:
        return None
    figures = (figure for pair in zip(was, then, strict=True) for figure in pair)
    return Covered(MarketKind(kind), resource, dimension, month, *figures)


def _totals(market: Market | None) -> tuple[int, int, int]:
    """Give what a market covers, what it asks and how many of its demands are answered."""
    return (0, 0, 0) if market is None else (market.flow().served, market.asked, market.answered)


def _figures(
    state: _State, answered: Mapping[int, int | None]
) -> Iterable[tuple[str, int | None, int]]:
    """Give the code, the value and the count of each indicator."""
    kinds = [row.kind for row in state.suggestions]
    declared = [row for row in state.context.needs if row.id > 0]
    outlets = [row for row in state.markets.values() if row.kind is MarketKind.OUTLET]
    mass = [row for row in outlets if row.dimension == "mass"]
    far = [metres for metres in answered.values() if metres is not None]
    lots = {row.lot_id for row in state.suggestions if row.lot_id is not None}
    hours = [row.hours for row in state.network.lots if row.id in lots and row.hours is not None]
    kept = sum(row.flow().served for row in mass) // 1000
    chain, loop = kinds.count(SuggestionKind.CHAIN), kinds.count(SuggestionKind.LOOP)
    return (
        ("suggestions", len(kinds), len(kinds)),
        ("needs", len(declared), len(declared)),
        ("needs_answered", len(answered), len(declared)),
        ("waste_kg", kept, len(mass)),
        ("chains", chain, chain),
        ("loops", loop, loop),
        ("metres", sum(far) // len(far) if far else None, len(far)),
        ("hours", sum(hours), len(hours)),
    )
