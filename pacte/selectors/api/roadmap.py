"""The roadmap as the API reads it: published actions, commitments of published organisations."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from pacte.models import Action, Commitment, Indicator, IndicatorValue, Objective, Theme
from pacte.selectors.api.batches import first_of_each


def themes(*, code: str = "") -> "QuerySet[Theme]":
    found = Theme.objects.order_by("order", "name", "pk")
    return found.filter(code=code) if code else found


def actions(
    *, slug: str = "", theme: str = "", status: str = "", pilot: int | None = None
) -> "QuerySet[Action]":
    """Return the published actions that match, in the order of the roadmap."""
    chosen = {"slug": slug, "objective__theme__code": theme, "status": status}
    found = Action.objects.public().filter(
        **{name: value for name, value in chosen.items() if value}
    )
    if pilot is not None:
        found = found.filter(pilot=pilot, pilot__live=True)
    return found.order_by("objective__theme__order", "objective__order", "title", "pk")


def commitments(
    *, organisation: int | None = None, action: int | None = None
) -> "QuerySet[Commitment]":
    """Return the commitments of published organisations to published actions."""
    found = Commitment.objects.filter(action__live=True, organisation__live=True)
    if organisation is not None:
        found = found.filter(organisation=organisation)
    if action is not None:
        found = found.filter(action=action)
    return found.order_by("organisation__name", "pk")


def themes_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return Theme.objects.in_bulk(set(ids))


def objectives_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return Objective.objects.in_bulk(set(ids))


def actions_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return Action.objects.public().in_bulk(set(ids))


def commitments_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return commitments().in_bulk(set(ids))


def indicators_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return _indicators().in_bulk(set(ids))


def objectives_of(ids: Iterable[int], *, first: int) -> dict[int, list[Any]]:
    return first_of_each(Objective.objects.all(), "theme_id", ids, first=first, order=_OBJECTIVES)


def actions_of(ids: Iterable[int], *, first: int) -> dict[int, list[Any]]:
    found = Action.objects.public()
    return first_of_each(found, "objective_id", ids, first=first, order=["title", "pk"])


def commitments_of(ids: Iterable[int], *, first: int) -> dict[int, list[Any]]:
    order = ["organisation__name", "pk"]
    return first_of_each(commitments(), "action_id", ids, first=first, order=order)


def indicators_of(ids: Iterable[int], *, first: int) -> dict[int, list[Any]]:
    return first_of_each(_indicators(), "action_id", ids, first=first, order=["name", "pk"])


def values_of(ids: Iterable[int], *, first: int) -> dict[int, list[Any]]:
    """Return the latest values of indicators, latest first."""
    found = IndicatorValue.objects.filter(_SHOWN_VALUES)
    return first_of_each(found, "indicator_id", ids, first=first, order=["-date", "-pk"])


def _indicators() -> "QuerySet[Indicator]":
    found: QuerySet[Indicator] = Indicator.objects.filter(action__live=True)
    return found


_OBJECTIVES = ["order", "pk"]
_SHOWN_VALUES = Q(indicator__action__live=True)
