"""Computing a plan: problem after problem, telling how far it is, stopping when asked."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator

from cooperation import snapshot
from cooperation.enums import WorkState
from cooperation.matching.allocate.season import planning, stocks
from cooperation.matching.allocate.season.changes import tried
from cooperation.matching.allocate.season.gaps import gaps
from cooperation.matching.allocate.season.parameters import read_parameters
from cooperation.matching.allocate.season.request import Request
from cooperation.matching.allocate.season.summary import Summary, summarise, wanted_by
from cooperation.matching.types import Network
from cooperation.models import SeasonPlan
from cooperation.selectors.season_inputs import request_of
from cooperation.services.season_plans.results import VERSION, result_data, summary_data

logger = logging.getLogger(__name__)
CODE_FAILED = "failed"


class StoppedError(Exception):
    """Somebody asked to stop."""


def compute_plan(*, plan_id: int, now: dt.datetime, clock: Callable[[], dt.datetime]) -> WorkState:
    """Compute a plan that waits; a plan already taken is left alone.

    1. Take it. 2. Solve its problems, writing how far it is. 3. Keep the result, or why there is
    none.
    """
    waiting = SeasonPlan.objects.filter(pk=plan_id, state=WorkState.WAITING)
    if not waiting.update(state=WorkState.RUNNING):
        return WorkState(SeasonPlan.objects.values_list("state", flat=True).get(pk=plan_id))
    plan = SeasonPlan.objects.get(pk=plan_id)
    try:
        plan.result = _result(plan, now.date())
    except StoppedError:
        return _end(plan, WorkState.CANCELLED, clock)
    except Exception:
        logger.exception("season plan %s failed", plan_id)
        plan.error = CODE_FAILED
        _end(plan, WorkState.FAILED, clock)
        raise
    plan.version = VERSION
    return _end(plan, WorkState.DONE, clock)


def _end(plan: SeasonPlan, state: WorkState, clock: Callable[[], dt.datetime]) -> WorkState:
    """Write how it ended."""
    plan.state, plan.finished_at, plan.step = state, clock(), ""
    if state == WorkState.DONE:
        plan.progress = 100
    plan.save(
        update_fields=["state", "finished_at", "step", "error", "version", "result"]
        + (["progress"] if state == WorkState.DONE else [])
    )
    return state


def _result(plan: SeasonPlan, today: dt.date) -> dict[str, object]:
    """Plan the network as it stands, or both without and with what is tried out."""
    parameters = read_parameters(plan.parameters)
    network, request = snapshot.load(today=today), request_of(parameters)
    if not parameters.base:
        return _planned(plan, network, request, (0, 100))
    base = read_parameters(SeasonPlan.objects.get(token=parameters.base).parameters)
    _held, summary = _summary(plan, network, request_of(base), (0, 50))
    before = summary_data(summary)
    after = _planned(plan, tried(network, parameters.trial), request, (50, 100))
    return {**after, "before": before}


def _planned(
    plan: SeasonPlan, network: Network, request: Request, span: tuple[int, int]
) -> dict[str, object]:
    """Plan a network, with what is missing."""
    held, summary = _summary(plan, network, request, span)
    missing = gaps(network, request, summary, wanted_by(held))
    return result_data(held, request, summary, missing)


def _summary(
    plan: SeasonPlan, network: Network, request: Request, span: tuple[int, int]
) -> tuple[stocks.Stocks, Summary]:
    """Solve every problem of a network."""
    held = stocks.build(network, request)
    return held, summarise(held, request, _followed(plan, held, request, span))


def _followed(
    plan: SeasonPlan, held: stocks.Stocks, request: Request, span: tuple[int, int]
) -> Iterator[planning.Solved]:
    """Solve problem after problem; write each new percent, and stop when asked."""
    asked = planning.problems(held, request)
    start, end = span
    for number, (family, month) in enumerate(asked):
        percent = start + (end - start) * number // len(asked)
        if percent > plan.progress or not number:
            _tell(plan, percent, str(request.months[month]))
        yield planning.solve_one(held, request, family, month)


def _tell(plan: SeasonPlan, percent: int, month: str) -> None:
    """Write how far a plan is, unless somebody asked to stop."""
    plan.progress = percent
    going = SeasonPlan.objects.filter(pk=plan.pk, cancel_asked=False)
    if not going.update(progress=percent, step=month):
        raise StoppedError
