"""The action of the roadmap that a cooperation is likely to serve, to be proposed, never imposed."""

from collections import Counter
from collections.abc import Collection

from django.db.models import Q

from cooperation import knowledge
from cooperation.selectors.flows import public_cooperations
from pacte.models import Action, Commitment

SAME, NEAR, SIDE = 3, 2, 1
"""Points of an action: something of the same resource serves it, or of its branch; a side is committed."""
ENOUGH = 2
"""What an action needs to be proposed: the resource, or the commitment of both sides."""
SIDES = 2
BRANCH = 2
"""How many levels of the taxonomy two resources share at least to be of one branch."""


def likely_action(organisations: Collection[int], resource: str) -> Action | None:
    """Return the published action that the resource and the commitments point to, if one stands out.

    An action gains points for what already serves it and for each side that is committed to it or
    pilots it. Two actions with as many points leave the choice open.
    """
    points = Counter(_by_resource(resource))
    points.update(_by_commitments(organisations))
    best = points.most_common(2)
    if not best or best[0][1] < ENOUGH or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return Action.objects.public().filter(pk=best[0][0]).first()


def _by_resource(resource: str) -> dict[int, int]:
    if not resource:
        return {}
    levels = resource.split(".")
    branch = ".".join(levels[: max(BRANCH, len(levels) - 1)])
    above = [code for code in knowledge.load().ancestors(resource) if code.count(".") + 1 >= BRANCH]
    near = Q(resource__in=[resource, branch, *above]) | Q(resource__startswith=f"{branch}.")
    rows = public_cooperations().filter(near, action__live=True).order_by()
    found: dict[int, int] = {}
    for action, served in rows.values_list("action", "resource").distinct():
        found[action] = max(found.get(action, 0), SAME if served == resource else NEAR)
    return found


def _by_commitments(organisations: Collection[int]) -> dict[int, int]:
    committed = Commitment.objects.filter(organisation__in=organisations, action__live=True)
    pilots = Action.objects.public().filter(pilot__in=organisations)
    pairs = {*committed.values_list("action", "organisation"), *pilots.values_list("pk", "pilot")}
    sides = Counter(action for action, _organisation in pairs)
    return {action: SIDE * min(count, SIDES) for action, count in sides.items()}
