"""What became of suggestions adjusts the points, within bounds, and is judged before it counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.learning import LEAST, MOST, STEP, Case, learn, score, signals
from cooperation.matching.points import CriterionCode, PointsTable, SuggestionKind
from cooperation.matching.replay import Measure, Replay, measure, replay, spared, split
from cooperation.matching.tables import TABLE

DIRECT = SuggestionKind.DIRECT
ROW = TABLE.maxima[DIRECT]


def case(number, concluded, reason="", asker=1, kind=DIRECT, **shares):
    """Make a case: shares in thousandths by criterion, 500 for the others."""
    criteria = tuple(
        (code, maximum * shares.get(code.value, 500) // 1000, maximum)
        for code, maximum in TABLE.maxima[kind].items()
    )
    return Case(
        id=number, kind=kind, criteria=criteria, concluded=concluded, reason=reason, asker_id=asker
    )


def far_ones_are_refused(count=40):
    return [
        case(number, number % 2 == 0, "" if number % 2 == 0 else "too_far", asker=number % 7,
             distance=600 if number % 2 == 0 else 400, months=640 if number % 2 else 300)
        for number in range(count)
    ]  # fmt: skip


def test_the_current_table_gives_a_case_its_own_score():
    row = case(1, True, distance=1000)
    assert score(row, TABLE) == sum(points for _, points, _ in row.criteria)


def test_refusals_for_the_distance_make_it_weigh_more():
    learnt = learn(far_ones_are_refused(), version="2026.2+1")
    assert learnt.version == "2026.2+1"
    assert learnt.maxima[DIRECT][CriterionCode.DISTANCE] > ROW[CriterionCode.DISTANCE]
    assert learnt.maxima[DIRECT][CriterionCode.MONTHS] < ROW[CriterionCode.MONTHS]
    assert sum(learnt.maxima[DIRECT].values()) == 1000
    others = set(SuggestionKind) - {DIRECT}
    assert all(dict(learnt.maxima[kind]) == dict(TABLE.maxima[kind]) for kind in others)


def test_too_few_outcomes_teach_nothing():
    few = far_ones_are_refused(18)
    assert set(signals(few, ROW).values()) == {0}
    assert dict(learn(few, version="x").maxima[DIRECT]) == dict(ROW)


def test_a_criterion_that_was_not_scored_says_nothing():
    rows = [
        Case(id=n, kind=DIRECT, criteria=((CriterionCode.DISTANCE, 0, 0),), concluded=n % 2 == 0)
        for n in range(40)
    ]
    assert set(signals(rows, ROW).values()) == {0}
    assert score(rows[0], TABLE) == 0


def test_learning_again_and_again_stays_within_its_bounds():
    table = TABLE
    for number in range(12):
        table = learn(far_ones_are_refused(), version=str(number), current=table)
    for code, value in table.maxima[DIRECT].items():
        assert LEAST * ROW[code] // 1000 <= value <= MOST * ROW[code] // 1000
    assert (
        table.maxima[DIRECT][CriterionCode.DISTANCE] == MOST * ROW[CriterionCode.DISTANCE] // 1000
    )


SHARES = st.fixed_dictionaries({code.value: st.integers(0, 1000) for code in ROW})
REASONS = st.sampled_from(["too_far", "quantity", "timing", "not_my_trade", "price", "other"])
OUTCOMES = st.lists(st.tuples(st.booleans(), REASONS, SHARES), min_size=20, max_size=60)


@given(OUTCOMES, st.randoms(use_true_random=False))
def test_points_add_up_move_little_and_do_not_depend_on_order(rows, rng):
    cases = [
        case(number, done, "" if done else reason, **shares)
        for number, (done, reason, shares) in enumerate(rows)
    ]
    learnt = learn(cases, version="x")
    assert learnt == learn(rng.sample(cases, len(cases)), version="x")
    assert sum(learnt.maxima[DIRECT].values()) == 1000
    for code, value in learnt.maxima[DIRECT].items():
        assert LEAST * ROW[code] // 1000 <= value <= MOST * ROW[code] // 1000


def test_the_newest_third_judges():
    older, newer = split(far_ones_are_refused(30))
    assert (len(older), len(newer)) == (20, 10)
    assert max(row.id for row in older) < min(row.id for row in newer)


def test_a_better_table_ranks_the_concluded_higher():
    cases = far_ones_are_refused(60)
    older, newer = split(cases)
    found = replay(newer, TABLE, learn(older, version="x"))
    assert found.is_better
    assert not found.is_worse
    assert found.before.concordance <= found.after.concordance
    assert [kind for kind, _, _ in found.kinds] == [DIRECT]


def test_a_table_that_ranks_worse_is_told():
    cases = far_ones_are_refused(60)
    learnt = learn(cases, version="x")
    found = replay(cases, learnt, TABLE)
    assert found.is_worse
    assert not found.is_better


def test_a_kind_that_falls_keeps_its_points_though_the_whole_rises():
    up, down = (Measure(500, 500), Measure(600, 500)), (Measure(500, 500), Measure(480, 500))
    circular = SuggestionKind.CIRCULAR
    found = Replay(9, *up, ((DIRECT, *up), (circular, *down)))
    assert found.worse_kinds == {circular}
    assert found.is_worse
    assert not found.is_better
    row = TABLE.maxima[circular]
    moved = {**row, CriterionCode.DISTANCE: row[CriterionCode.DISTANCE] + 9}
    moved[CriterionCode.CLOSENESS] -= 9
    learnt = PointsTable("x", {**TABLE.maxima, circular: moved}, TABLE.unknown)
    kept = spared(found, TABLE, learnt)
    assert (kept.version, kept.maxima[circular]) == ("x", row)
    assert spared(Replay(9, *up, ()), TABLE, learnt) == learnt


def test_chance_is_five_hundred_and_nothing_is_not_measured():
    same = [case(1, True), case(2, False)]
    assert measure(same, TABLE) == Measure(500, 500)
    assert measure([case(1, True)], TABLE) == Measure(None, None)
    assert replay([], TABLE, TABLE) == Replay(0, Measure(None, None), Measure(None, None), ())
    assert not replay([], TABLE, TABLE).is_worse
    lonely = replay([case(1, True)], TABLE, TABLE)
    assert (lonely.kinds, lonely.is_better) == ((), False)


@pytest.mark.parametrize(("before", "after"), [((900, 500), (900, 400)), ((900, 500), (800, 600))])
def test_worse_by_one_measure_is_worse(before, after):
    found = Replay(9, Measure(*before), Measure(*after), ())
    assert found.is_worse
    assert not found.is_better


def test_cases_of_two_kinds_are_not_compared():
    other = SuggestionKind.STRUCTURAL
    assert measure([case(1, True), case(2, False, kind=other)], TABLE).concordance is None


def test_a_step_moves_little():
    learnt = learn(far_ones_are_refused(), version="x").maxima[DIRECT]
    changes = [abs(1000 * learnt[code] // ROW[code] - 1000) for code in ROW]
    assert max(changes) <= STEP + 130  # what the others leave over is shared
