"""What flows from postings: the cooperations that came of them, in one query for many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Self, overload

from django.apps import apps
from django.db.models import Model, Q

from cooperation import knowledge
from cooperation.enums import Direction
from cooperation.matching.left import Flow, Left, left_of
from cooperation.matching.types import Period

NAMES = (
    *("giver_id", "receiver_id", "resource", "quantity", "unit", "period"),
    *("introduction__posting_id", "introduction__evidence__postings"),
)
"""What is read of a cooperation, as :func:`flow_of` takes it."""

Flows = Sequence[Flow]
NOTHING: Flows = ()


def flow_of(resource: str, quantity: Decimal | None, unit: str, period: str) -> Flow:
    """Return what flows in a cooperation as the core reads it."""
    return Flow(resource, quantity, unit, Period(period))


def is_about(posting_id: int, origin: int | None, kept: Iterable[int] | None) -> bool:
    """Say whether an introduction is about a posting: its own, or one that its suggestion joined."""
    return posting_id == origin or posting_id in (kept or ())


class Flowing:
    """The flows of many postings: by end, by organisation, by posting."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._known: Mapping[tuple[str, int, int], list[Flow]] = defaultdict(list)
        for giver, receiver, resource, quantity, unit, period, origin, kept in rows:
            flow = flow_of(resource, quantity, unit, period)
            for pk in {*(kept or ()), *([origin] if origin else ())}:
                self._known[Direction.OFFER, giver, pk].append(flow)
                self._known[Direction.NEED, receiver, pk].append(flow)

    def of(self, posting: Any) -> Flows:
        """Return what flows from a posting: from its organisation, or to it, as it offers or needs."""
        end = posting.direction, posting.organisation_id, posting.pk
        return tuple(self._known.get(end, NOTHING))


def every_flow() -> Flowing:
    """Read the flows of every posting, in one query."""
    return Flowing(_rows().values_list(*NAMES))


def flows_of(postings: Iterable[Any]) -> Flowing:
    """Read the flows of some postings, in one query; none when there is no posting."""
    ends: dict[str, set[int]] = {Direction.OFFER: set(), Direction.NEED: set()}
    for row in postings:
        ends[row.direction].add(row.organisation_id)
    if not any(ends.values()):
        return Flowing(())
    giving, taking = Q(giver__in=ends[Direction.OFFER]), Q(receiver__in=ends[Direction.NEED])
    return Flowing(_rows().filter(giving | taking).values_list(*NAMES))


def _rows() -> Any:
    rows = apps.get_model("cooperation", "Cooperation")._default_manager
    return rows.exclude(introduction=None).order_by("pk")


def left(posting: Any, flows: Flows) -> Left:
    """Return what is left of a posting once its flows are counted."""
    period = Period(posting.period)
    return left_of(knowledge.load(), posting.quantity, posting.unit, period, flows)


class FlowsOfPosting:
    """The flows of a posting, as an attribute: read once, or for many by ``prefetch_related("flows")``.

    Not a relation of the database, as a flow is tied to its postings by its introduction; Django
    prefetches whatever has the three methods below.
    """

    name = "flows"

    @overload
    def __get__(self, posting: None, owner: Any = None) -> Self: ...
    @overload
    def __get__(self, posting: Model, owner: Any = None) -> Flows: ...
    def __get__(self, posting: Model | None, owner: Any = None) -> Self | Flows:
        if posting is None:
            return self
        if not self.is_cached(posting):
            self.__set__(posting, (posting.pk, _read(posting)))
        found: Flows = posting.__dict__["_prefetched_objects_cache"][self.name]
        return found

    def __set__(self, posting: Model, found: tuple[int, Flows] | None) -> None:
        """Keep what was read where :meth:`refresh_from_db` forgets it."""
        kept = posting.__dict__.setdefault("_prefetched_objects_cache", {})
        kept[self.name] = found[1] if found else NOTHING

    def is_cached(self, posting: Model) -> bool:
        """Say whether the flows of a posting were read."""
        return self.name in posting.__dict__.get("_prefetched_objects_cache", ())

    def get_prefetch_querysets(self, instances: list[Any], querysets: Any = None) -> Any:
        """Read the flows of many postings; those that state no quantity have nothing left to tell."""
        told = flows_of(row for row in instances if row.quantity is not None)
        found = [(row.pk, told.of(row)) for row in instances]
        return found, _first, _number, True, self.name, True


def _read(posting: Model) -> Flows:
    return NOTHING if posting.pk is None else flows_of([posting]).of(posting)


def _first(pair: tuple[int, Flows]) -> int:
    return pair[0]


def _number(posting: Model) -> int:
    return int(posting.pk)
