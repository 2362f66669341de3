"""Flows that really run or could: of an organisation, of an action, of a shared place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cooperation.enums import SuggestionKind
from cooperation.models import Capability, Cooperation, Suggestion
from pacte.models import Action, Organisation, Place

SUGGESTED = 12
"""Suggested flows shown at most around a shared place."""
EACH = 3
"""Suggested flows shown at most for the same giver, or for the same receiver."""
READ = 200
"""Suggestions read to choose them."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Something that goes from one organisation to another, or could."""

    giver: Organisation
    receiver: Organisation
    resource: str
    cooperation: Cooperation | None = None
    suggestion: Suggestion | None = None

    @property
    def is_real(self) -> bool:
        return self.cooperation is not None

    @property
    def is_fictitious(self) -> bool:
        declared = self.cooperation is not None and self.cooperation.is_fictitious
        return declared or self.giver.is_fictitious or self.receiver.is_fictitious


@dataclass(frozen=True, slots=True)
class PlaceFlows:
    """The occupants of a shared place, what they know how to make, and their flows."""

    place: Place
    occupants: list[Organisation]
    capabilities: list[Capability]
    flows: list[Flow]

    @property
    def real(self) -> list[Flow]:
        return [flow for flow in self.flows if flow.is_real]

    @property
    def suggested(self) -> list[Flow]:
        return [flow for flow in self.flows if not flow.is_real]


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


def flows_of_place(place: Place) -> PlaceFlows:
    """Return the flows between the occupants of a place and with outside, real ones first."""
    occupants = list(
        Organisation.objects.public()
        .filter(building__place=place)
        .select_related("building", "commune")
        .order_by("building__number", "name", "pk")
    )
    ids = [row.pk for row in occupants]
    here = Q(giver__in=ids) | Q(receiver__in=ids)
    cooperations = public_cooperations().filter(here)
    suggestions = Suggestion.objects.public().with_parties().prefetch_related(None).filter(here)
    circular = suggestions.filter(kind=SuggestionKind.CIRCULAR).forward_first()[:READ]
    real = [Flow(row.giver, row.receiver, row.resource, cooperation=row) for row in cooperations]
    return PlaceFlows(
        place=place,
        occupants=occupants,
        capabilities=list(
            Capability.objects.filter(organisation__in=ids).select_related("organisation")
        ),
        flows=[*real, *_new_ones(circular, real)],
    )


def _new_ones(suggestions: Iterable[Suggestion], real: list[Flow]) -> list[Flow]:
    """Keep the best suggestions between organisations that no flow links, a few for each."""
    linked = {(flow.giver.pk, flow.receiver.pk) for flow in real}
    shown: Counter[tuple[str, int]] = Counter()
    found: list[Flow] = []
    for row in suggestions:
        pair, ends = (
            (row.giver_id, row.receiver_id),
            (("gives", row.giver_id), ("takes", row.receiver_id)),
        )
        if pair in linked or len(found) == SUGGESTED or any(shown[end] == EACH for end in ends):
            continue
        linked.add(pair)
        shown.update(ends)
        found.append(Flow(row.giver, row.receiver, row.resource, suggestion=row))
    return found
