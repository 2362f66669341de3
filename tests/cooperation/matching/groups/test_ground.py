"""Overlaps, gaps, and needs that nothing local answers."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given

from cooperation.matching import engine
from cooperation.matching.context import build
from cooperation.matching.groups import Gap, Overlap, Unanswered, coverage, unanswered
from cooperation.matching.groups.unanswered import reasons
from cooperation.matching.structure import ties
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Capability, Network, Place
from tests.cooperation.matching.builders import (
    BREAD,
    CARROT,
    FAR,
    HERE,
    NETWORKS,
    TODAY,
    actor,
    need,
    network,
    offer,
)

from .made import committed, flow

TOWN, VALLEY = (Place(insee=f"3800{number}", epci=f"20000000{number}") for number in (1, 2))


def _ground(**changes: Any) -> Network:
    rows: dict[str, Any] = {
        "actors": (
            actor(1, place=TOWN),
            actor(2, place=TOWN),
            actor(3, place=VALLEY, themes=frozenset({"waste"})),
            actor(4, place=None, service_communes=frozenset({"38002", "99999"})),
            actor(5, place=TOWN),
        ),
        "commitments": (committed(1, 7), committed(2, 8), committed(3, 7), committed(9, 7)),
    }
    return network(**(rows | changes))


def test_two_bodies_that_cover_the_same_ground() -> None:
    rows = _ground()
    found = coverage(rows, ties(rows))
    assert found.overlaps == (Overlap("food", TOWN.epci, (1, 2), (7, 8), ((1, 2),)),)
    together = replace(rows, cooperations=(flow(2, 1),))
    assert coverage(together, ties(together)).overlaps == ()


def test_serving_a_commune_is_covering_its_territory() -> None:
    rows = _ground(commitments=(committed(3, 7), committed(4, 8)))
    (overlap,) = coverage(rows, ties(rows)).overlaps
    assert (overlap.territory, overlap.actors) == (VALLEY.epci, (3, 4))


def test_a_theme_to_which_nobody_is_committed_there() -> None:
    rows = _ground(commitments=(committed(1, 7),))
    assert coverage(rows, ties(rows)).gaps == (
        Gap("waste", VALLEY.epci, (3,), ()),
        Gap("food", VALLEY.epci, (), (1,)),
        Gap("waste", TOWN.epci, (), ()),
    )


def test_an_empty_territory_has_no_ground() -> None:
    rows = network(actors=(actor(1, place=None),))
    assert coverage(rows, ties(rows)) == coverage(network(), ties(network()))


def _missed(rows: Network, **options: Any) -> tuple[Unanswered, ...]:
    return unanswered(build(rows, TODAY, TABLE), **options)


BEER = "prepared.drink.beer"


def test_why_a_need_has_no_local_answer() -> None:
    wanted = need(20, 2, CARROT, labels_required=frozenset({"organic"}))
    rows = network(actors=(actor(1), actor(2), actor(3, place=FAR)), postings=(wanted,))
    assert _missed(rows) == (Unanswered(20, 2, CARROT, "nothing"),)
    away = offer(10, 3, CARROT, labels_held=frozenset({"organic"}))
    assert _missed(replace(rows, postings=(wanted, away))) == (
        Unanswered(20, 2, CARROT, "far", 3, 111194),
    )
    assert _missed(replace(rows, postings=(wanted, away)), radius_km=120) == ()
    plain = offer(11, 1, CARROT, labels_held=frozenset({"quality"}))
    found = _missed(replace(rows, postings=(wanted, plain)))
    assert found == (Unanswered(20, 2, CARROT, "labels.need", 1, 0),)
    assert reasons(found) == {"labels.need": 1}


def test_one_who_misses_less_is_nearer() -> None:
    wanted = need(20, 2, CARROT, labels_required=frozenset({"organic"}), max_distance_km=5)
    both = offer(10, 3, CARROT, labels_held=frozenset({"quality"}))
    here = offer(11, 1, CARROT, labels_held=frozenset({"quality"}))
    rows = network(actors=(actor(1), actor(2), actor(3, place=FAR)), postings=(wanted, both, here))
    assert [(row.reason, row.nearest_id) for row in _missed(rows)] == [("labels.need", 1)]
    assert _missed(replace(rows, postings=(wanted, both)))[0].reason == "far"


def test_a_know_how_answers_and_an_unknown_place_may() -> None:
    makes = Capability(
        actor_id=1, transformation="bread_to_beer", yearly_capacity=Decimal(6), unit="t"
    )
    rows = network(actors=(actor(1), actor(2)), postings=(need(20, 2, BEER),))
    assert len(_missed(rows)) == 1
    assert _missed(replace(rows, capabilities=(makes,))) == ()
    lost = replace(rows, actors=(actor(1, place=None), actor(2)), capabilities=(makes,))
    assert _missed(lost, radius_km=0) == ()
    old = offer(10, 1, BEER, place=Place(insee="38009"), ends=TODAY.replace(year=2020))
    assert _missed(replace(rows, actors=(actor(1), actor(2)), postings=(*rows.postings, old))) == (
        Unanswered(20, 2, BEER, "dates", 1, None),
    )


def test_what_is_only_probable_neither_asks_nor_answers() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(need(20, 2, BREAD), offer(10, 1, BREAD, likelihood=700)),
    )
    assert len(_missed(rows)) == 1
    assert (
        _missed(network(actors=(actor(2),), postings=(need(20, 2, BREAD, likelihood=700),))) == ()
    )


@given(NETWORKS)
def test_a_need_matched_nearby_is_answered(rows: Network) -> None:
    near = tuple(replace(row, place=HERE) for row in rows.actors)
    here = replace(
        rows, actors=near, postings=tuple(replace(row, place=None) for row in rows.postings)
    )
    matched = {row.need_id for row in engine.suggest_all(here, today=TODAY)}
    assert not matched & {row.need_id for row in _missed(here)}
