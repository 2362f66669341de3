"""The table of points in force: the one that the staff approved last, else the packaged one."""

from types import MappingProxyType

from cooperation.enums import WeightsStatus
from cooperation.matching.points import CriterionCode, PointsTable, SuggestionKind
from cooperation.matching.tables import TABLE
from cooperation.models import WeightsTable


def table_in_force() -> PointsTable:
    """Return the table that makes the suggestions."""
    row = WeightsTable.objects.filter(status=WeightsStatus.IN_FORCE).first()
    return TABLE if row is None else as_table(row)


def as_table(row: WeightsTable) -> PointsTable:
    """Read a stored table; the kinds that it does not hold keep their packaged points."""
    stored = {
        SuggestionKind(kind): MappingProxyType(
            {CriterionCode(code): int(maximum) for code, maximum in maxima.items()}
        )
        for kind, maxima in row.maxima.items()
    }
    maxima = MappingProxyType({**TABLE.maxima, **stored})
    return PointsTable(version=row.version, maxima=maxima, unknown=TABLE.unknown)
