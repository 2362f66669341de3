"""Asking what a posting would match gives what publishing it would, and moves nothing."""

import dataclasses

import pytest
from hypothesis import given, settings

from cooperation.matching import engine
from cooperation.matching.live import GUEST, UNSAVED, Matcher, ask, pools, store
from cooperation.matching.points import Suggestion, SuggestionKind
from cooperation.matching.types import Network, Posting

from .builders import CARROT, NEAR, POSTINGS, TODAY, actor, need, network, offer
from .territories import territories

COUNT = 3


def _own(rows: tuple[Suggestion, ...]) -> list[Suggestion]:
    return [row for row in rows if UNSAVED in {row.offer_id, row.need_id}]


def _expected(rows: Network, posting: Posting) -> list[Suggestion]:
    """Read the best of each kind from the slow engine, one probable of each organisation."""
    whole = dataclasses.replace(rows, postings=(*rows.postings, posting))
    found = _own(engine.suggest_all(whole, today=TODAY))
    direct = [row for row in found if row.kind == SuggestionKind.DIRECT]
    return direct[:COUNT]


@given(rows=territories(), posting=POSTINGS)
@settings(deadline=None, max_examples=60)
def test_an_answer_is_what_a_full_run_would_give(rows: Network, posting: Posting) -> None:
    asked = dataclasses.replace(posting, id=UNSAVED, likelihood=1000)
    matcher = Matcher(rows, TODAY, count=COUNT)
    before = matcher.kept()
    found = ask(matcher, asked, count=COUNT)
    direct = [row for row in found if row.kind == SuggestionKind.DIRECT]
    assert direct == _expected(rows, asked)
    assert matcher.kept() == before
    published = matcher.publish(asked).own
    shown = {(row.giver_id, row.receiver_id, row.score) for row in found}
    assert shown == {(row.giver_id, row.receiver_id, row.score) for row in published}


def _market() -> Matcher:
    rows = network(
        actors=(actor(1), actor(2, place=NEAR)),
        postings=(need(20, 2, CARROT), offer(11, 1, CARROT)),
    )
    return Matcher(rows, TODAY, count=2)


def test_a_guest_gets_an_answer_and_leaves_no_trace() -> None:
    matcher = _market()
    kept = matcher.context
    for _ in range(2):
        (found,) = ask(matcher, offer(UNSAVED, GUEST, CARROT), guest=actor(GUEST))
        assert (found.giver_id, found.receiver_id, found.need_id) == (GUEST, 2, 20)
        assert matcher.context is kept
        assert matcher.encoder.context is kept
    assert UNSAVED not in matcher.postings
    assert GUEST not in matcher.context.actors


def test_a_place_that_nobody_stands_in_is_known_from_then_on() -> None:
    matcher = _market()
    place = dataclasses.replace(NEAR, insee="38999")
    (found,) = ask(matcher, need(UNSAVED, GUEST, CARROT, place=place), guest=actor(GUEST))
    assert found.offer_id == 11
    assert "38999" in matcher.encoder.communes


@pytest.mark.parametrize("resource", [CARROT, "no.longer.known"])
def test_who_or_what_is_unknown_gets_nothing(resource: str) -> None:
    owner = 99 if resource == CARROT else 1
    assert ask(_market(), offer(UNSAVED, owner, resource)) == ()


def test_an_answer_counts_what_came_since_everything_was_sorted() -> None:
    matcher = _market()
    matcher.publish(need(21, 2, CARROT))
    found = ask(matcher, offer(UNSAVED, GUEST, CARROT), guest=actor(GUEST))
    assert [row.need_id for row in found] == [20, 21]
    assert [row.need_id for row in ask(matcher, offer(UNSAVED, 1, CARROT), count=1)] == [20]
    assert (pools.RECENT, store.RECENT) == (1024, 1024)


def test_an_empty_network_answers_nothing() -> None:
    matcher = Matcher(network(actors=(), postings=()), TODAY, count=2)
    assert ask(matcher, offer(UNSAVED, GUEST, CARROT), guest=actor(GUEST)) == ()
