"""Suggestions that follow the network: what a posting that comes, changes or goes moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from cooperation.matching import flow
from cooperation.matching.columns import laid_out
from cooperation.matching.columns.building import tables
from cooperation.matching.columns.layout import TIE_BITS, Array
from cooperation.matching.context import build
from cooperation.matching.direct import is_deduced
from cooperation.matching.points import PointsTable, Suggestion, SuggestionKind
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Actor, Direction, Network, Posting

from .delta import Delta, Lost, in_turn, named
from .store import DIRECT, SIDES, Change, Store

Pair: TypeAlias = tuple[int, int]
Owner: TypeAlias = tuple[bool, int, int]
"""Whether it is about declared matches, the way (0 gives, 1 receives), the organisation's number."""


class Matcher:
    """Direct and deduced suggestions of a network that changes, always those of a full run.

    Parameters
    ----------
    network : Network
        The network at first.
    today : date
        Day of the run.
    table : PointsTable
        Points.
    count : int
        How many suggestions are kept for each organisation, each way, in each kind.

    Raises
    ------
    TooManyError
        When the columns cannot hold the network.
    """

    def __init__(
        self,
        network: Network,
        today: date,
        table: PointsTable = TABLE,
        *,
        count: int = flow.KEPT,
    ) -> None:
        self.count = count
        self._load(network, today, table)

    def _load(self, network: Network, today: date, table: PointsTable) -> None:
        """Lay out a network from nothing."""
        self.network = network
        self.context = build(network, today, table)
        columns, self.encoder = laid_out(self.context)
        self.store = Store(columns, self.count)
        rows = (*self.context.offers, *self.context.needs)
        self.postings: dict[int, Posting] = {row.id: row for row in rows}
        self.of_actor: dict[int, set[int]] = defaultdict(set)
        for row in rows:
            self.of_actor[row.actor_id].add(row.id)

    def publish(self, posting: Posting) -> Delta:
        """Add a posting, or change it if it is there.

        One that refers to an organisation or a resource that nothing knows only goes.

        Raises
        ------
        ValueError
            If the posting was another organisation's.
        """
        known = self.postings.get(posting.id)
        if known is not None and known.actor_id != posting.actor_id:
            raise ValueError(f"posting {posting.id}: its organisation cannot change")
        return self._move([posting.id], [posting], posting.id)

    change = publish

    def withdraw(self, posting_id: int) -> Delta:
        """Take a posting away; an unknown one moves nothing."""
        return self._move([posting_id], [], None)

    def put_actor(self, actor: Actor) -> Delta:
        """Add an organisation, or change it and bring its postings up to date."""
        actors = tuple(row for row in self.network.actors if row.id != actor.id)
        network = replace(
            self.network, actors=(*actors, actor), postings=tuple(self.postings.values())
        )
        if actor.id not in self.encoder.numbers:
            self._load(network, self.context.today, self.context.table)
            return Delta()
        mine = [self.postings[ident] for ident in sorted(self.of_actor[actor.id])]
        themes = {row.theme for row in network.commitments if row.actor_id == actor.id}
        return self._move(
            [row.id for row in mine], mine, None, (actor, actor.themes | themes), network
        )

    def kept(self) -> tuple[Suggestion, ...]:
        """Give every suggestion that is kept, as :func:`flow.suggest_all_best` would."""
        faces = [face.ways() for face in self.store.faces]
        pairs = flow.kept(faces[:1], self.count) | flow.kept(faces[1:], self.count)
        return self._explained(pairs)

    def _explained(self, pairs: Iterable[Pair]) -> tuple[Suggestion, ...]:
        """Build suggestions."""
        return flow.explained(self.context, pairs, self.postings)

    def _move(
        self,
        gone: list[int],
        come: list[Posting],
        shown: int | None,
        actor: tuple[Actor, frozenset[str]] | None = None,
        network: Network | None = None,
    ) -> Delta:
        """Take postings away, add others, and tell what moved."""
        before: dict[Owner, list[Pair]] = {}
        gone = [ident for ident in gone if ident in self.postings]
        sides = {ident: self.postings[ident].actor_id for ident in gone}
        if actor and network:
            self._know(actor, network)
        come = [row for row in come if self._is_known(row)]
        written = [self._written(row) for row in come]
        for ident in gone:
            self._remove(ident, before)
        for posting, row in zip(come, written, strict=True):
            self._add(posting, row, before)
        moved = {row.id for row in come}
        own = self._own(shown) if shown is not None and shown in moved else ()
        return self._delta(before, moved, own, sides)

    def _know(self, told: tuple[Actor, frozenset[str]], network: Network) -> None:
        """Write what changed of an organisation."""
        actor, themes = told
        self.network = network
        self.context = replace(
            self.context,
            actors={**self.context.actors, actor.id: actor},
            themes={**self.context.themes, actor.id: themes},
        )
        self.encoder.context = self.context

    def _is_known(self, posting: Posting) -> bool:
        """Tell whether a posting refers to what is known."""
        known = self.context.knowledge.resources
        return posting.actor_id in self.context.actors and posting.resource in known

    def _remove(self, ident: int, before: dict[Owner, list[Pair]]) -> None:
        """Take a posting away."""
        holders = self.store.holders(ident)
        self._remember([*holders, *self._lists(ident)], before)
        self.store.remove(ident, holders)
        self.of_actor[self.postings.pop(ident).actor_id].discard(ident)

    def _written(self, posting: Posting) -> Array:
        """Write a posting as a record, with what it refers to."""
        sizes = self._sizes()
        row = self.encoder.rows([posting])
        if self._sizes() != sizes:
            self.store.tables = tables(self.context.knowledge, self.encoder)
        return row

    def _add(self, posting: Posting, row: Array, before: dict[Owner, list[Pair]]) -> None:
        """Add a posting."""
        pool = 2 * is_deduced(posting) + (posting.direction == Direction.NEED)
        number = self.encoder.numbers[posting.actor_id]
        owners = [(face == DIRECT, way, number) for face, way in self.store.faces_of(pool)]
        self._note(owners, before)
        reached = self.store.add(pool, row)
        self.postings[posting.id] = posting
        self.of_actor[posting.actor_id].add(posting.id)
        self._remember([change for change, _ in reached], before)
        for change, key in reached:
            self.store.put(change, key)

    def _sizes(self) -> tuple[int, ...]:
        """Tell how much the encoder has seen."""
        seen = self.encoder
        return len(seen.areas.numbers), len(seen.gates.numbers), len(seen.communes)

    def _lists(self, ident: int) -> list[Change]:
        """Give the lists of a posting."""
        pool, place = self.store.where[ident]
        return [Change(face, way, place) for face, way in self.store.faces_of(pool)]

    def _remember(self, changes: Iterable[Change], before: dict[Owner, list[Pair]]) -> None:
        """Keep the pairs of whose lists are about to change."""
        self._note(
            [(row.face == DIRECT, row.way, self.store.actor(row)) for row in changes], before
        )

    def _note(self, owners: Iterable[Owner], before: dict[Owner, list[Pair]]) -> None:
        """Keep the pairs of organisations."""
        for owner in owners:
            if owner not in before:
                before[owner] = self._pairs(owner)

    def _pairs(self, owner: Owner) -> list[Pair]:
        """Give the pairs that an organisation keeps, one way, in one kind."""
        is_direct, way, number = owner
        found = []
        for ident in self.of_actor[self.encoder.idents[number]]:
            for change in self._lists(ident):
                if (change.face == DIRECT) == is_direct and change.way == way:
                    found += [self._entry(ident, key, way) for key in self.store.list_at(change)]
        kept: dict[tuple[int, ...], Pair] = {}
        for _, _, offer, need, pair in sorted(found, key=lambda row: (row[0], row[4])):
            other = pair[1 - way]
            kept.setdefault((offer, need, self.postings[other].actor_id), pair)
        chosen = set(kept.values())
        return [row[4] for row in sorted(found) if row[4] in chosen][: self.count]

    def _entry(self, ident: int, key: int, way: int) -> tuple[int, int, int, int, Pair]:
        """Read a key: score, other organisation, postings shown, and the pair."""
        other = flow.identifier(key)
        pair = (other, ident) if way else (ident, other)
        return -(key >> TIE_BITS), flow.actor(key), max(pair[0], 0), max(pair[1], 0), pair

    def _own(self, ident: int) -> tuple[Suggestion, ...]:
        """Give the best of a posting."""
        pairs = set()
        for change in self._lists(ident):
            keys = self.store.list_at(change)
            pairs |= {self._entry(ident, key, change.way)[4] for key in keys}
        return self._explained(pairs)

    def _delta(
        self,
        before: Mapping[Owner, list[Pair]],
        moved: set[int],
        own: tuple[Suggestion, ...],
        sides: Mapping[int, int],
    ) -> Delta:
        """Compare what is kept with what was."""
        after = {owner: set(self._pairs(owner)) for owner in before}
        was = {owner: set(pairs) for owner, pairs in before.items()}
        touched = {pair for owner in before for pair in was[owner] ^ after[owner]}
        touched |= {pair for pairs in after.values() for pair in pairs if moved & set(pair)}
        others: dict[Owner, set[Pair]] = {}
        gained, lost = set(), set()
        for pair in touched:
            owners = self._owners(pair, sides)
            then = any(pair in self._of(owner, was, others) for owner in owners)
            now = any(pair in self._of(owner, after, others) for owner in owners)
            if now and (not then or moved & set(pair)):
                gained.add(pair)
            elif then and not now:
                lost.add(pair)
        rows = self._explained(gained)
        shown = {named(row) for row in rows}
        gone = {self._lost(pair, sides) for pair in lost} - shown
        return Delta(own, rows, tuple(sorted(gone, key=in_turn)))

    def _of(
        self, owner: Owner, told: Mapping[Owner, set[Pair]], others: dict[Owner, set[Pair]]
    ) -> set[Pair]:
        """Give the pairs of an organisation; those that nothing touched are what they were."""
        if owner in told:
            return told[owner]
        if owner not in others:
            others[owner] = set(self._pairs(owner))
        return others[owner]

    def _actor(self, ident: int, sides: Mapping[int, int]) -> int:
        """Give the organisation of a posting, be it gone."""
        return self.postings[ident].actor_id if ident in self.postings else sides[ident]

    def _owners(self, pair: Pair, sides: Mapping[int, int]) -> list[Owner]:
        """Give whose lists may hold a pair."""
        is_direct = min(pair) >= 0
        numbers = [self.encoder.numbers[self._actor(ident, sides)] for ident in pair]
        return [(is_direct, way, number) for way, number in enumerate(numbers)]

    def _lost(self, pair: Pair, sides: Mapping[int, int]) -> Lost:
        """Name a suggestion that is no longer kept."""
        kind = SuggestionKind.DIRECT if min(pair) >= 0 else SuggestionKind.DEDUCED
        giver, receiver = (self._actor(ident, sides) for ident in pair)
        offer, need = (None if ident < 0 else ident for ident in pair)
        return Lost(kind, giver, receiver, offer, need)


__all__ = ["SIDES", "Delta", "Lost", "Matcher"]
