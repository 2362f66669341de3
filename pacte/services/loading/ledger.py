"""The rows already loaded: known once, never touched again, even edited or deleted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from django.db.models import Model

from pacte.models import LoadedRow


class Keyed(Protocol):
    """A row with a key that stays its own from one release to the next."""

    @property
    def key(self) -> str: ...


RowT = TypeVar("RowT", bound=Keyed)
ModelT = TypeVar("ModelT", bound=Model)


@dataclass(slots=True)
class Ledger:
    """What was loaded, by data set and key, and how much this load adds."""

    known: dict[tuple[str, str], str]
    added: Counter[str] = field(default_factory=Counter)

    @classmethod
    def open(cls) -> "Ledger":
        """Read the ledger, in one query."""
        rows = LoadedRow.objects.values_list("dataset", "key", "object_id")
        return cls({(dataset, key): found for dataset, key, found in rows})

    def pending(self, dataset: str, rows: Iterable[RowT]) -> list[RowT]:
        """Keep the rows that were never loaded."""
        return [row for row in rows if (dataset, row.key) not in self.known]

    def remember(self, dataset: str, found: Mapping[str, Any]) -> None:
        """Note rows as loaded, with the identifier of what they made."""
        notes = [LoadedRow(dataset=dataset, key=key, object_id=pk) for key, pk in found.items()]
        LoadedRow.objects.bulk_create(notes)
        self.known |= {(dataset, key): str(pk) for key, pk in found.items()}
        self.added[dataset] += len(found)

    def objects(self, dataset: str, model: type[ModelT]) -> dict[str, ModelT]:
        """Return, by key, what a data set made and that still exists."""
        pks = {key: pk for (name, key), pk in self.known.items() if name == dataset}
        found = {str(pk): row for pk, row in model._default_manager.in_bulk().items()}
        return {key: found[pk] for key, pk in pks.items() if pk in found}


def add_missing(
    ledger: Ledger,
    dataset: str,
    rows: Iterable[RowT],
    build: Callable[[RowT], ModelT],
    *,
    natural: str,
) -> list[tuple[RowT, ModelT]]:
    """Create what was never loaded; adopt, untouched, what already stands under its name.

    ``natural`` is the field by which a row that somebody made by hand is recognised.
    Returns the rows created, with their objects.
    """
    pending = [(row, build(row)) for row in ledger.pending(dataset, rows)]
    if not pending:
        return []
    model = type(pending[0][1])
    names = [getattr(made, natural) for _row, made in pending]
    standing = model._default_manager.filter(**{f"{natural}__in": names})
    adopted = {getattr(found, natural): found.pk for found in standing}
    created = [(row, made) for row, made in pending if getattr(made, natural) not in adopted]
    model._default_manager.bulk_create([made for _row, made in created])
    pks = {getattr(made, natural): made.pk for _row, made in created} | adopted
    ledger.remember(dataset, {row.key: pks[getattr(made, natural)] for row, made in pending})
    return created
