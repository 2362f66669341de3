"""Reading the relatives of many rows at once: one query, whatever the number of rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Model, QuerySet, Window
from django.db.models.functions import RowNumber

MANY = 100
"""How many rows of a short list (kinds, labels …) one parent gives at most."""


def first_of_each(
    queryset: "QuerySet[Any]",
    parent: str,
    ids: Iterable[int],
    *,
    first: int = MANY,
    order: Sequence[str] = ("pk",),
) -> dict[int, list[Any]]:
    """Return the first rows of each parent, by parent."""
    rank = Window(RowNumber(), partition_by=[F(parent)], order_by=list(order))
    rows = (
        queryset.filter(**{f"{parent}__in": set(ids)})
        .annotate(rank_in_parent=rank)
        .filter(rank_in_parent__lte=first)
        .order_by(parent, "rank_in_parent")
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, parent)].append(row)
    return found


def targets_of_each(
    model: type[Model], field: str, ids: Iterable[int], *, first: int = MANY
) -> dict[int, list[Any]]:
    """Return the first targets of a many-to-many field, by source."""
    relation: Any = model._meta.get_field(field)
    source, target = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    order = [f"{target}__{name}" for name in relation.related_model._meta.ordering]
    through = relation.remote_field.through._default_manager.select_related(target)
    rows = first_of_each(through, f"{source}_id", ids, first=first, order=[*order, "pk"])
    return {parent: [getattr(row, target) for row in found] for parent, found in rows.items()}
