"""Tables of workshops and job dating, and the whole report."""

from dataclasses import replace
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cooperation.knowledge import load
from cooperation.matching import engine, groups
from cooperation.matching.groups import Meeting, by_resource, by_theme, job_dating
from cooperation.matching.types import Network
from tests.cooperation.matching.builders import BREAD, CARROT, NETWORKS, TODAY, actor

from .made import flow, known, suggested

JOB = "job.seasonal"


def _every_pair(*idents: int, **values: Any) -> list[Any]:
    return [suggested(one, other, **values) for one, other in combinations(idents, 2)]


def test_four_who_have_to_talk_sit_together() -> None:
    (table,) = by_resource(known(5), _every_pair(1, 2, 3, 4, offer=7))
    assert (table.topic, table.members, table.linked) == ("byproduct.food", (1, 2, 3, 4), ())
    assert len(table.meetings) == 6
    assert table.meetings[0] == Meeting(1, 2, 600, (7,))


def test_three_are_not_a_table_and_eight_fill_one() -> None:
    assert by_resource(known(3), _every_pair(1, 2, 3)) == ()
    tables = by_resource(known(12), _every_pair(*range(1, 13)))
    assert [table.members for table in tables] == [tuple(range(1, 9)), tuple(range(9, 13))]


def test_not_all_need_to_talk_to_all() -> None:
    star = [suggested(1, ident) for ident in range(2, 6)]
    (table,) = by_resource(known(5), star)
    assert (table.members, len(table.meetings)) == ((1, 2, 3, 4, 5), 4)


def test_those_who_already_work_together_are_kept_apart() -> None:
    rows = _every_pair(1, 2, 3, 4, 5, score=400)
    together = known(5, cooperations=tuple(flow(5, ident) for ident in range(1, 5)))
    (table,) = by_resource(together, rows)
    assert table.members == (1, 2, 3, 4)
    half = known(5, cooperations=(flow(5, 1),))
    (table,) = by_resource(half, rows)
    assert (table.members, table.linked) == ((1, 2, 3, 4, 5), ((1, 5),))
    assert (1, 5) not in [(row.one, row.other) for row in table.meetings]


def test_linked_pairs_start_no_table() -> None:
    pairs = combinations(range(1, 5), 2)
    linked = known(4, cooperations=tuple(flow(*pair) for pair in pairs))
    assert by_resource(linked, _every_pair(1, 2, 3, 4)) == ()


def test_topics_are_themes_or_families() -> None:
    actors = tuple(
        actor(ident, themes=frozenset({"food"} if ident < 5 else {"waste"}))
        for ident in range(1, 9)
    )
    rows = [*_every_pair(*range(1, 9)), *_every_pair(*range(1, 9), resource=CARROT)]
    ties = known(8, actors=actors)
    assert [row.topic for row in by_theme(ties, rows)] == ["food", "waste"]
    assert [row.topic for row in by_resource(ties, rows)] == ["byproduct.food", "food.vegetable"]
    assert by_resource(ties, _every_pair(1, 2, 3, 4, resource="")) == ()


def test_a_chain_seats_all_its_parties_and_strangers_are_left_out() -> None:
    (table,) = by_resource(known(4), [suggested(3, 1, 4, 2, 99)])
    assert table.members == (1, 2, 3, 4)


def test_rounds_of_a_job_dating() -> None:
    rows = [
        suggested(1, 2, score=900, resource=JOB, offer=5),
        suggested(2, 1, score=300, resource=JOB, offer=6),
        suggested(1, 3, score=800, resource=JOB),
        suggested(4, 3, score=700, resource="training"),
        suggested(1, 4, score=100, resource=JOB),
        suggested(5, 6, resource=BREAD),
        suggested(5, 6, resource=""),
        suggested(1, 2, 3, resource=JOB),
    ]
    assert job_dating(load(), rows) == (
        (Meeting(1, 2, 900, (5, 6)), Meeting(3, 4, 700, ())),
        (Meeting(1, 3, 800, ()),),
        (Meeting(1, 4, 100, ()),),
    )
    assert len(job_dating(load(), rows, rounds=1)) == 1


@given(NETWORKS, st.randoms(use_true_random=False))
def test_the_report_does_not_depend_on_any_order(rows: Network, dice: Any) -> None:
    suggestions = list(engine.suggest_all(rows, today=TODAY))
    found = groups.report(rows, suggestions, today=TODAY)
    dice.shuffle(suggestions)
    names = ("actors", "postings", "capabilities", "commitments", "cooperations")
    mixed = replace(rows, **{name: getattr(rows, name)[::-1] for name in names})
    assert groups.report(mixed, suggestions, today=TODAY) == found
    for table in (*found.by_theme, *found.by_resource):
        assert 4 <= len(table.members) <= 8
        assert table.meetings


def test_the_report_of_an_empty_network() -> None:
    found = groups.report(Network(knowledge=load()), today=TODAY)
    assert (found.unanswered, found.by_theme, found.job_dating) == ((), (), ())
