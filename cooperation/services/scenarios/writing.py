"""Scenarios: made, changed, computed again, copied and deleted by the pact staff.

Only the row of the scenario is ever written: real data are read, never touched.
"""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.models import Scenario
from cooperation.services.scenarios.running import run
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    Visitor = User | AnonymousUser

TITLE = 140


def _require_curator(user: "Visitor") -> None:
    if not is_curator(user):
        raise PermissionDenied


@transaction.atomic
def create_scenario(*, title: str, user: "User", now: dt.datetime) -> Scenario:
    """Make an empty scenario."""
    _require_curator(user)
    scenario = Scenario(title=title[:TITLE], author=user, changes=[])
    return _computed(scenario, now=now)


@transaction.atomic
def add_change(
    *, scenario: Scenario, change: Mapping[str, Any], user: "Visitor", now: dt.datetime
) -> Scenario:
    """Add a change and compute again; one that cannot be made raises, and nothing is written."""
    _require_curator(user)
    scenario.changes = [*scenario.changes, dict(change)]
    return _computed(scenario, now=now)


@transaction.atomic
def remove_change(
    *, scenario: Scenario, number: int, user: "Visitor", now: dt.datetime
) -> Scenario:
    """Take one change away, counting from 1, and compute again; none has that number: nothing."""
    _require_curator(user)
    rows = enumerate(scenario.changes, start=1)
    scenario.changes = [row for place, row in rows if place != number]
    return _computed(scenario, now=now)


@transaction.atomic
def recompute_scenario(*, scenario: Scenario, user: "Visitor", now: dt.datetime) -> Scenario:
    """Compute again on the network as it stands now."""
    _require_curator(user)
    return _computed(scenario, now=now)


@transaction.atomic
def duplicate_scenario(*, scenario: Scenario, user: "User", now: dt.datetime) -> Scenario:
    """Copy a scenario, to try something else from it."""
    _require_curator(user)
    title = _("%(title)s (copie)") % {"title": scenario.title}
    copy = Scenario(title=title[:TITLE], author=user, changes=list(scenario.changes))
    return _computed(copy, now=now)


@transaction.atomic
def delete_scenario(*, scenario: Scenario, user: "Visitor") -> None:
    """Delete a scenario."""
    _require_curator(user)
    scenario.delete()


def write_scenario(*, title: str, changes: list[dict[str, Any]], now: dt.datetime) -> Scenario:
    """Write a scenario of nobody, for the loads that set up a site."""
    return _computed(Scenario(title=title[:TITLE], changes=changes), now=now)


def _computed(scenario: Scenario, *, now: dt.datetime) -> Scenario:
    scenario.result = run(scenario.changes, today=timezone.localdate(now))
    scenario.version = scenario.result["version"]
    scenario.computed_at = now
    scenario.save()
    return scenario
