"""After any sequence of changes, what is kept is what a full run keeps."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.matching import flow
from cooperation.matching.live import Delta, Matcher, Name, pools, store
from cooperation.matching.points import SuggestionKind
from cooperation.matching.types import Network, Place

from .builders import ACTORS, CARROT, NEAR, POSTINGS, TODAY, actor, need, network, offer
from .territories import CLOSE, territories

COUNT = 2
FURTHER = Place(insee="38004", latitude=45.3, longitude=5.7)
NEW = st.builds(
    lambda row, ident, owner, code: dataclasses.replace(
        row, id=ident, actor_id=owner, resource=code
    ),
    POSTINGS,
    st.integers(1, 18),
    st.integers(1, 6),
    st.sampled_from([*CLOSE, "no.longer.known"]),
)
STEPS = st.lists(
    st.tuples(st.just("publish"), NEW)
    | st.tuples(st.just("withdraw"), st.integers(-4, 18))
    | st.tuples(st.just("put_actor"), ACTORS),
    max_size=6,
)


def _run(matcher: Matcher, step: str, value: Any) -> Delta:
    known = matcher.postings.get(getattr(value, "id", None))
    if step == "publish" and known is not None:
        value = dataclasses.replace(value, actor_id=known.actor_id)
    found = getattr(matcher, step)(value)
    assert isinstance(found, Delta)
    return found


def _identity(row: Any) -> Name:
    return Name(row.kind, row.giver_id, row.receiver_id, row.offer_id, row.need_id)


@given(rows=territories(), steps=STEPS, recent=st.sampled_from([1, 3, 1024]))
@settings(deadline=None, max_examples=60)
def test_what_is_kept_equals_a_full_run(
    rows: Network, steps: list[tuple[str, Any]], recent: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in (pools, store):
            patch.setattr(module, "RECENT", recent)
        matcher = Matcher(rows, TODAY, count=COUNT)
        kept = {_identity(row): row for row in matcher.kept()}
        for step, value in steps:
            delta = _run(matcher, step, value)
            now = dataclasses.replace(matcher.network, postings=tuple(matcher.postings.values()))
            full = flow.suggest_all_best(now, today=TODAY, count=COUNT)
            assert matcher.kept() == full
            if step == "put_actor" and delta == Delta():
                kept = {_identity(row): row for row in full}
            for lost in delta.lost:
                del kept[lost]
            kept |= {_identity(row): row for row in delta.gained}
            assert kept == {_identity(row): row for row in full}


def _market() -> Matcher:
    rows = network(
        actors=(actor(1), actor(2, place=NEAR), actor(3, place=FURTHER)),
        postings=(need(20, 2, CARROT), need(21, 3, CARROT)),
    )
    return Matcher(rows, TODAY, count=1)


def test_a_posting_has_its_own_list_and_enters_those_of_others() -> None:
    matcher = _market()
    delta = matcher.publish(offer(10, 1, CARROT))
    assert [row.need_id for row in delta.own] == [20]
    assert [(row.offer_id, row.need_id) for row in delta.gained] == [(10, 20), (10, 21)]
    assert delta.lost == ()
    better = matcher.publish(offer(11, 2, CARROT))
    assert [(row.offer_id, row.need_id) for row in better.gained] == [(11, 21)]
    assert better.lost == (Name(SuggestionKind.DIRECT, 1, 3, 10, 21),)


def test_a_list_that_loses_a_posting_is_filled_again() -> None:
    matcher = _market()
    matcher.publish(offer(10, 1, CARROT))
    matcher.publish(offer(11, 2, CARROT))
    delta = matcher.withdraw(11)
    assert delta.own == ()
    assert [(row.offer_id, row.need_id) for row in delta.gained] == [(10, 21)]
    assert delta.lost == (Name(SuggestionKind.DIRECT, 2, 3, 11, 21),)
    assert matcher.withdraw(99) == Delta()


def test_a_posting_that_changes_is_told_again() -> None:
    matcher = _market()
    matcher.publish(offer(10, 1, CARROT))
    delta = matcher.change(offer(10, 1, CARROT, max_distance_km=20))
    assert [row.need_id for row in delta.gained] == [20]
    assert delta.lost == (Name(SuggestionKind.DIRECT, 1, 3, 10, 21),)


def test_what_leaves_one_list_and_stays_in_the_other_is_not_lost() -> None:
    rows = network(
        actors=(actor(1, place=FURTHER), actor(2, place=NEAR), actor(3)),
        postings=(offer(10, 1, CARROT), need(20, 3, CARROT)),
    )
    delta = Matcher(rows, TODAY, count=1).publish(offer(11, 2, CARROT))
    assert [(row.offer_id, row.need_id) for row in delta.gained] == [(11, 20)]
    assert delta.lost == ()  # the best of organisation 3 is another, that of organisation 1 is not


def test_a_posting_stays_with_its_organisation() -> None:
    matcher = _market()
    with pytest.raises(ValueError, match="posting 20: its organisation cannot change"):
        matcher.publish(need(20, 1, CARROT))


def test_an_organisation_that_comes_or_changes() -> None:
    matcher = _market()
    assert matcher.put_actor(actor(4)) == Delta()
    assert [row.need_id for row in matcher.publish(offer(12, 4, CARROT)).own] == [20]
    delta = matcher.put_actor(actor(4, place=FURTHER))
    assert [row.need_id for row in delta.gained] == [21, 20]  # its own best is now the other one
