"""Plans of a season: asked for, computed behind the request, stopped, exported."""

from cooperation.services.season_plans.computing import compute_plan
from cooperation.services.season_plans.workbook import workbook_of
from cooperation.services.season_plans.writing import create_plan, stop_plan

__all__ = [
    "compute_plan",
    "create_plan",
    "stop_plan",
    "workbook_of",
]
