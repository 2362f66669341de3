"""Laws of the core, on random networks with ties, gaps and rows that refer to nothing."""

import dataclasses
import random
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching import constraints, engine, glances, reference
from cooperation.matching.constraints import Verdict
from cooperation.matching.context import Pair, build
from cooperation.matching.points import SuggestionKind
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Network

from .builders import ACTORS, NETWORKS, POSTINGS, TODAY, network

ROWS = ("actors", "postings", "capabilities", "commitments", "cooperations")


@given(NETWORKS)
def test_the_engine_equals_the_reference(rows: Network) -> None:
    assert engine.suggest_all(rows, today=TODAY) == reference.suggest_all(rows, today=TODAY)


@given(NETWORKS, st.integers(1, 5))
def test_the_suggestions_of_one_are_its_part_of_all(rows: Network, ident: int) -> None:
    every = reference.suggest_all(rows, today=TODAY)
    mine = tuple(row for row in every if ident in {row.giver_id, row.receiver_id})
    assert engine.suggest_for(rows, ident, today=TODAY) == mine


@given(NETWORKS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows: Network, dice: random.Random) -> None:
    def shuffled(name: str) -> tuple[Any, ...]:
        found = list(getattr(rows, name))
        dice.shuffle(found)
        return tuple(found)

    mixed = dataclasses.replace(rows, **{name: shuffled(name) for name in ROWS})
    assert engine.suggest_all(mixed, today=TODAY) == engine.suggest_all(rows, today=TODAY)


@given(NETWORKS)
def test_scores_are_bounded_and_add_up(rows: Network) -> None:
    for suggestion in engine.suggest_all(rows, today=TODAY):
        assert 0 <= suggestion.score <= 1000
        assert suggestion.score == sum(row.points for row in suggestion.criteria)
        assert sum(row.maximum for row in suggestion.criteria) == 1000
        codes = {row.code for row in suggestion.criteria}
        assert codes == set(TABLE.maxima[suggestion.kind])
        assert suggestion.giver_id != suggestion.receiver_id
        assert suggestion.version == TABLE.version


@given(NETWORKS)
def test_suggestions_are_in_their_total_order_without_ties(rows: Network) -> None:
    keys = [row.sort_key for row in engine.suggest_all(rows, today=TODAY)]
    assert keys == sorted(set(keys))


@given(NETWORKS)
def test_kinds_have_what_they_rest_on(rows: Network) -> None:
    for row in engine.suggest_all(rows, today=TODAY):
        direct = row.kind is SuggestionKind.DIRECT
        assert (row.need_id is not None) == direct
        assert (row.transformation is None) == direct
        assert row.path[0].node_id == row.giver_id
        assert row.receiver_id in {step.node_id for step in row.path}


BLANKS: dict[str, dict[str, Any]] = {
    "quantity": {"quantity": None},
    "unit": {"unit": ""},
    "minimum_lot": {"minimum_lot": None},
    "dates": {"starts": None, "ends": None},
    "months": {"months": 0},
    "labels_held": {"labels_held": frozenset()},
    "published_on": {"published_on": None},
    "price_mode": {"price_mode": ""},
}
ACTOR_BLANKS: dict[str, dict[str, Any]] = {
    "kinds": {"kinds": frozenset()},
    "place": {"place": None},
    "answer_rate": {"answer_rate": None},
    "naf": {"naf": ""},
}


def _pair(offer: Any, need: Any, giver: Any, receiver: Any) -> Pair | None:
    """Put two postings in front of each other, if they are about near resources."""
    giver, receiver = dataclasses.replace(giver, id=1), dataclasses.replace(receiver, id=2)
    offer = dataclasses.replace(offer, id=1, actor_id=1, direction="offer")
    need = dataclasses.replace(need, id=2, actor_id=2, direction="need", resource=offer.resource)
    context = build(network(actors=(giver, receiver)), TODAY, TABLE)
    known = offer.resource in context.knowledge.resources
    return Pair(context, offer, need, 1000) if known else None


def _passes(pair: Pair) -> bool:
    return glances.unknowns(pair) is not None


@given(offer=POSTINGS, need=POSTINGS, giver=ACTORS, receiver=ACTORS)
def test_what_is_plain_is_what_every_constraint_would_answer(
    offer: Any, need: Any, giver: Any, receiver: Any
) -> None:
    pair = _pair(offer, need, giver, receiver)
    if pair is None:
        return
    every = tuple(constraints.outcomes(pair))
    unknown = tuple(row for row in every if row.verdict is constraints.Verdict.UNKNOWN)
    fails = any(row.verdict is constraints.Verdict.FAILS for row in every)
    assert glances.unknowns(pair) == (None if fails else unknown)
    plain = {constraint(pair) for constraint, is_plain in glances.PLAIN.items() if is_plain(pair)}
    assert {row.verdict for row in plain} <= {constraints.Verdict.OK}


@given(offer=POSTINGS, need=POSTINGS, giver=ACTORS, receiver=ACTORS)
def test_a_missing_datum_of_a_posting_never_excludes(
    offer: Any, need: Any, giver: Any, receiver: Any
) -> None:
    pair = _pair(offer, need, giver, receiver)
    if pair is None or not _passes(pair):
        return
    for side, name in product(("offer", "need"), BLANKS):
        blank = dataclasses.replace(getattr(pair, side), **BLANKS[name])
        assert _passes(dataclasses.replace(pair, **{side: blank})), name


@given(offer=POSTINGS, need=POSTINGS, giver=ACTORS, receiver=ACTORS)
def test_a_missing_datum_of_an_organisation_never_excludes(
    offer: Any, need: Any, giver: Any, receiver: Any
) -> None:
    pair = _pair(offer, need, giver, receiver)
    if pair is None or not _passes(pair):
        return
    for side, name in product((0, 1), ACTOR_BLANKS):
        parties = [giver, receiver]
        parties[side] = dataclasses.replace(parties[side], **ACTOR_BLANKS[name])
        blanked = _pair(offer, need, *parties)
        assert blanked is not None
        assert _passes(blanked), name


@given(offer=POSTINGS, need=POSTINGS, giver=ACTORS, receiver=ACTORS)
def test_an_area_that_nobody_states_never_excludes(
    offer: Any, need: Any, giver: Any, receiver: Any
) -> None:
    blank = {"service_communes": frozenset()}
    bare = [
        *(dataclasses.replace(row, max_distance_km=None, **blank) for row in (offer, need)),
        *(dataclasses.replace(row, service_radius_km=None, **blank) for row in (giver, receiver)),
    ]
    pair = _pair(*bare)
    if pair is not None:
        assert constraints.offer_area(pair).verdict is Verdict.UNKNOWN
        assert constraints.need_area(pair).verdict is Verdict.UNKNOWN


@given(offer=POSTINGS, need=POSTINGS, giver=ACTORS, receiver=ACTORS)
def test_nothing_stated_at_all_excludes_nobody(
    offer: Any, need: Any, giver: Any, receiver: Any
) -> None:
    plain = type(offer)(id=1, actor_id=1, direction="offer", resource=offer.resource)
    asked = dataclasses.replace(plain, id=2, actor_id=2)
    pair = _pair(plain, asked, type(giver)(id=1), type(receiver)(id=2))
    if pair is not None and pair.hazard is None:
        assert _passes(pair)
