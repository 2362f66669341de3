"""Suggestions that follow the network: what a posting that comes, changes or goes moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date

from cooperation.matching import flow
from cooperation.matching.columns import laid_out
from cooperation.matching.columns.building import tables
from cooperation.matching.columns.layout import Array
from cooperation.matching.context import build
from cooperation.matching.direct import is_deduced
from cooperation.matching.points import PointsTable, Suggestion, SuggestionKind
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Actor, Direction, Network, Posting

from .books import Books, Moved, Notes, Owner, Pair, pairs_of
from .delta import Delta, Name, Shift, in_turn
from .store import DIRECT, SIDES, Reached, Store


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
        self.books = Books(self.store, self.count)

    def publish(self, posting: Posting) -> Delta:
        """Add a posting, or change it if it is there.

        One that refers to an organisation or a resource that nothing knows only goes.

        Parameters
        ----------
        posting : Posting
            As it is now.

        Raises
        ------
        ValueError
            If the posting was another organisation's.
        """
        shift = self.shift(posting.id, posting)
        shown = self._own(posting.id) if posting.id in self.postings else ()
        return self._explained(shift, shown)

    change = publish

    def withdraw(self, posting_id: int) -> Delta:
        """Take a posting away; an unknown one moves nothing."""
        return self._explained(self.shift(posting_id, None))

    def shift(self, posting_id: int, posting: Posting | None) -> Shift:
        """Add, change or take away a posting; name what that moves, without explaining it.

        Parameters
        ----------
        posting_id : int
            Its identifier.
        posting : Posting or None
            As it is now; ``None`` when it goes.

        Raises
        ------
        ValueError
            If the posting was another organisation's.
        """
        known = self.postings.get(posting_id)
        if known is not None and posting is not None and known.actor_id != posting.actor_id:
            raise ValueError(f"posting {posting_id}: its organisation cannot change")
        return self._move([posting_id], [posting] if posting is not None else [])

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
        shift = self._move([row.id for row in mine], mine, (actor, actor.themes | themes), network)
        return self._explained(shift)

    def kept(self) -> tuple[Suggestion, ...]:
        """Give every suggestion that is kept, as :func:`flow.suggest_all_best` would."""
        faces = [face.ways() for face in self.store.faces]
        pairs = flow.kept(faces[:1], self.count) | flow.kept(faces[1:], self.count)
        return self.explained(pairs)

    def explained(self, pairs: Iterable[Pair]) -> tuple[Suggestion, ...]:
        """Explain pairs that are kept; give their suggestions in their total order."""
        return flow.explained(self.context, pairs, self.postings)

    def _explained(self, shift: Shift, own: tuple[Suggestion, ...] = ()) -> Delta:
        """Explain what moved."""
        return Delta(own, self.explained(shift.gained.values()), shift.lost)

    def _move(
        self,
        gone: list[int],
        come: list[Posting],
        actor: tuple[Actor, frozenset[str]] | None = None,
        network: Network | None = None,
    ) -> Shift:
        """Take postings away, add others, and name what moved."""
        notes = Notes(self.books)
        gone = [ident for ident in gone if ident in self.postings]
        sides = {ident: self.postings[ident].actor_id for ident in gone}
        if actor and network:
            self._know(actor, network)
        come = [row for row in come if self._is_known(row)]
        written = [self._written(row) for row in come]
        for ident in gone:
            self._remove(ident, notes)
        for posting, row in zip(come, written, strict=True):
            self._add(posting, row, notes)
        return self._compared(notes, {row.id for row in come}, sides)

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

    def _remove(self, ident: int, notes: Notes) -> None:
        """Take a posting away."""
        pool, _ = self.store.where[ident]
        holders = self.store.holders(ident)
        notes.take(self._touched(pool, self.postings[ident].actor_id, holders))
        self.store.remove(ident, holders)
        self.of_actor[self.postings.pop(ident).actor_id].discard(ident)

    def _touched(self, pool: int, actor_id: int, lists: Iterable[Reached]) -> list[Owner]:
        """Give whose books a posting moves: its organisation's, and those of some lists."""
        number = self.encoder.numbers[actor_id]
        mine = {Owner(face != DIRECT, way, number) for face, way in self.store.faces_of(pool)}
        return [
            *sorted(mine),
            *(
                Owner(found.face != DIRECT, found.way, other)
                for found in lists
                for other in self.store.owners(found).tolist()
            ),
        ]

    def _written(self, posting: Posting) -> Array:
        """Write a posting as a record, with what it refers to."""
        sizes = self.sizes()
        row = self.encoder.rows([posting])
        if self.sizes() != sizes:
            self.store.tables = tables(self.context.knowledge, self.encoder)
        return row

    def _add(self, posting: Posting, row: Array, notes: Notes) -> None:
        """Add a posting; note what organisations keep before it comes."""
        pool = 2 * is_deduced(posting) + (posting.direction == Direction.NEED)
        reached = self.store.reached(pool, row)
        notes.take(self._touched(pool, posting.actor_id, reached))
        self.store.add(pool, row, reached)
        self.postings[posting.id] = posting
        self.of_actor[posting.actor_id].add(posting.id)

    def sizes(self) -> tuple[int, ...]:
        """Tell how much the encoder has seen."""
        seen = self.encoder
        return len(seen.areas.numbers), len(seen.gates.numbers), len(seen.communes)

    def _own(self, ident: int) -> tuple[Suggestion, ...]:
        """Give the best of a posting."""
        pool, place = self.store.where[ident]
        lists = (
            pairs_of(self.store.faces[face].halves[way].list_of(place).tolist(), ident, way)
            for face, way in self.store.faces_of(pool)
        )
        return self.explained(set().union(*lists))

    def _compared(self, notes: Notes, moved: Set[int], sides: Mapping[int, int]) -> Shift:
        """Compare what is kept with what was."""
        if not notes.owners:
            return Shift({}, ())
        entered, left, after = notes.compared()
        touched = {both for _, both in entered | left}
        told, withdrawn = moved & sides.keys(), sides.keys() - moved
        if told:
            touched |= after.about(told)
        came = {both for both in touched if not (moved - told).isdisjoint(both)}
        went = {both for both in touched if not withdrawn.isdisjoint(both)}
        gained, lost = self._weighed(touched - came - went, entered, left, sides)
        again = {both for both in gained & lost if not told.isdisjoint(both)}
        named = {self._named(both, sides): both for both in came | again | gained - lost}
        gone = {self._named(both, sides) for both in went | lost - gained} - named.keys()
        return Shift(named, tuple(sorted(gone, key=in_turn)))

    def _weighed(
        self, pairs: Iterable[Pair], entered: Moved, left: Moved, sides: Mapping[int, int]
    ) -> tuple[set[Pair], set[Pair]]:
        """Give which pairs somebody keeps now, then which somebody kept.

        A book that did not move says now what it said then.
        """
        asked = [
            (owner, both)
            for both in pairs
            for owner in self._owners(both, sides)
            if (owner, both) not in left
        ]
        now = {one for one, kept in zip(asked, self.books.keep(asked), strict=True) if kept}
        then = now - entered | left
        return {both for _, both in now}, {both for _, both in then} & {*pairs}

    def _actor(self, ident: int, sides: Mapping[int, int]) -> int:
        """Give the organisation of a posting, be it gone."""
        return self.postings[ident].actor_id if ident in self.postings else sides[ident]

    def _owners(self, both: Pair, sides: Mapping[int, int]) -> list[Owner]:
        """Give whose books may hold a pair."""
        numbers = (self.encoder.numbers[self._actor(ident, sides)] for ident in both)
        return [Owner(min(both) < 0, way, number) for way, number in enumerate(numbers)]

    def _named(self, both: Pair, sides: Mapping[int, int]) -> Name:
        """Name the suggestion of a pair."""
        kind = SuggestionKind.DIRECT if min(both) >= 0 else SuggestionKind.DEDUCED
        giver, receiver = (self._actor(ident, sides) for ident in both)
        offer, need = (None if ident < 0 else ident for ident in both)
        return Name(kind, giver, receiver, offer, need)


__all__ = ["SIDES", "Delta", "Matcher", "Name", "Shift"]
