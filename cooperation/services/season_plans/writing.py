"""Asking for a plan, and stopping one."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from cooperation.enums import WorkState
from cooperation.events import tell_season_plan_asked
from cooperation.matching.allocate.season.parameters import PlanParameters
from cooperation.models import SeasonPlan
from cooperation.permissions import may_plan_seasons, may_stop_plan

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

UNDER_WAY = (WorkState.WAITING, WorkState.RUNNING)


@transaction.atomic
def create_plan(
    *, title: str, parameters: PlanParameters, user: "User | AnonymousUser"
) -> SeasonPlan:
    """Ask for a plan: it is kept at once, and computed behind the request.

    Raises
    ------
    PermissionDenied
        If the user neither belongs to the staff nor acts for an organisation.
    """
    if not user.is_authenticated or not may_plan_seasons(user):
        raise PermissionDenied
    plan = SeasonPlan.objects.create(title=title, parameters=parameters.as_data(), author=user)
    tell_season_plan_asked(plan_id=plan.pk)
    return plan


@transaction.atomic
def stop_plan(*, plan: SeasonPlan, user: "User | AnonymousUser") -> SeasonPlan:
    """Stop a plan: at once when it waits, between two problems when it is being computed.

    Asked again, it is given up at once: whatever computed it may have died.

    Raises
    ------
    PermissionDenied
        If the user is neither its author nor of the staff.
    """
    if not may_stop_plan(user, plan):
        raise PermissionDenied
    mine = SeasonPlan.objects.filter(pk=plan.pk, state__in=UNDER_WAY)
    at_once = Q(state=WorkState.WAITING) | Q(cancel_asked=True)
    if not mine.filter(at_once).update(cancel_asked=True, state=WorkState.CANCELLED):
        mine.update(cancel_asked=True)
    plan.refresh_from_db()
    return plan
