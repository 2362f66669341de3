"""What cooperations do to indicators, where the pages of the pact and of the staff show it."""

from django import template

from cooperation.models import Cooperation
from cooperation.selectors.effects import dues_of, flows_of_values, history_of
from cooperation.wording.effects import effect_line, flow_of_value, uncounted_line
from pacte.models import Action

register = template.Library()


@register.simple_tag
def flows_of_counted_values(action: Action) -> dict[int, str]:
    """Give in words the cooperation that made each value counted for an action, if it is public."""
    found = flows_of_values(action) if action.pk else {}
    return {pk: flow_of_value(row) for pk, row in found.items()}


@register.filter
def effect_lines(cooperation: Cooperation) -> list[str]:
    """Give what a cooperation did to indicators, oldest first."""
    return [effect_line(row) for row in history_of(cooperation)]


@register.filter
def uncounted_lines(cooperation: Cooperation) -> list[str]:
    """Give the indicators of its action that it does not move, and why."""
    return [
        uncounted_line(row.indicator, row.why_not)
        for row in dues_of(cooperation)
        if row.why_not is not None
    ]
