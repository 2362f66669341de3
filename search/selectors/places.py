"""The ground of the map: the communes around."""

from django.db.models import Q, QuerySet

from pacte.models import Commune


def towns() -> QuerySet[Commune]:
    """Give the communes of the pact and of the PLIE, most peopled first: the ground of the map."""
    within = Q(epci__in_pact=True) | Q(epci__in_plie=True)
    return Commune.objects.filter(within).order_by("-population", "insee")
