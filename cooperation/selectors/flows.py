"""Flows that really run: of an organisation, of an action, of a shared place."""

from django.db.models import Q, QuerySet

from cooperation.models import Cooperation
from pacte.models import Action, Organisation


def public_cooperations() -> QuerySet[Cooperation]:
    """Return the flows between two published organisations."""
    return Cooperation.objects.filter(giver__live=True, receiver__live=True).select_related(
        "giver__commune", "receiver__commune", "action"
    )


def cooperations_of(organisation: Organisation) -> QuerySet[Cooperation]:
    """Return the flows that an organisation gives or receives."""
    return public_cooperations().filter(Q(giver=organisation) | Q(receiver=organisation))


def cooperations_for(action: Action) -> QuerySet[Cooperation]:
    """Return the flows that serve an action of the roadmap."""
    return public_cooperations().filter(action=action)
