"""What a plan takes from the tables beside the network: where communes are, which labels count."""

from cooperation.matching.allocate.season.parameters import PlanParameters
from cooperation.matching.allocate.season.request import Request
from pacte.models import Commune, Label

ORGANIC = frozenset({"ab"})
"""Codes of the labels of organic farming."""


def request_of(parameters: PlanParameters) -> Request:
    """Return the request that parameters make today, in two queries."""
    labels = Label.objects.filter(counts_for_egalim=True).values_list("code", flat=True)
    return parameters.request(_positions(), frozenset(labels), ORGANIC)


def _positions() -> dict[str, tuple[float, float]]:
    rows = Commune.objects.values_list("insee", "latitude", "longitude")
    return {insee: (latitude, longitude) for insee, latitude, longitude in rows}
