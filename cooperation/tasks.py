"""Work done behind a request, and what asks for it."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cooperation.services import (
    calls,
    departures,
    introductions,
    season_plans,
    suggestion_news,
    suggestions,
)
from cooperation.services.outbox import record_network
from pacte.models import Organisation


@task()
def refresh_suggestions() -> int:
    """Compute the suggestions again; running it twice changes nothing more."""
    return suggestions.refresh_all(now=timezone.now()).total


@task()
def follow_changes() -> int:
    """Bring the suggestions up to date with the changes that wait; say how many there were."""
    return suggestions.follow(now=timezone.now()).events


@task()
def follow_introductions() -> int:
    """Remind, end and ask about introductions as time goes; twice a day changes nothing more."""
    now = timezone.now()
    introductions.remind_introductions(now=now)
    return introductions.expire_introductions(now=now) + introductions.ask_follow_ups(now=now)


@task()
def end_past_calls() -> int:
    """End the calls whose date has passed; running it twice ends nothing more."""
    return calls.end_past_calls(now=timezone.now())


@task()
def tell_new_suggestions() -> int:
    """Tell organisations what is newly suggested to them; running it twice tells nothing more."""
    return suggestion_news.tell_new_suggestions(now=timezone.now()).told


def ask_for_suggestions(**kwargs: Any) -> None:
    """Queue the work once the transaction commits; bulk loads pause this."""
    if not suggestions.is_paused():
        transaction.on_commit(partial(follow_changes.enqueue))


def profile_changed(**kwargs: Any) -> None:
    """Record that a profile was published or withdrawn."""
    record_network()


def profile_goes(instance: Organisation, **kwargs: Any) -> None:
    """Undo what the cooperations of a profile did, before it is deleted."""
    departures.before_departure(instance)


def profile_gone(instance: Organisation, **kwargs: Any) -> None:
    """Leave again to the others what a deleted profile took."""
    departures.after_departure(instance)


@task()
def compute_season_plan(plan_id: int) -> str:
    """Compute a season's plan; running it twice changes nothing more."""
    return season_plans.compute_plan(plan_id=plan_id, now=timezone.now(), clock=timezone.now)


def ask_for_plan(*, plan_id: int, **kwargs: Any) -> None:
    """Queue the computing of a plan; its transaction has committed."""
    compute_season_plan.enqueue(plan_id=plan_id)
