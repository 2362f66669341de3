"""Groups, for the staff: communities, bridges, gaps and overlaps, and who should meet whom.

Everything is exact and deterministic but what says that it is sampled; each result carries the
identifiers that it rests on.
"""

from .circles import circles
from .coverage import coverage
from .dating import job_dating
from .report import report
from .types import (
    Bridge,
    Circles,
    Community,
    Connector,
    Coverage,
    Gap,
    GroupsReport,
    Isolated,
    Meeting,
    Overlap,
    Table,
    Unanswered,
)
from .unanswered import unanswered
from .workshops import by_resource, by_theme

__all__ = [
    "Bridge",
    "Circles",
    "Community",
    "Connector",
    "Coverage",
    "Gap",
    "GroupsReport",
    "Isolated",
    "Meeting",
    "Overlap",
    "Table",
    "Unanswered",
    "by_resource",
    "by_theme",
    "circles",
    "coverage",
    "job_dating",
    "report",
    "unanswered",
]
