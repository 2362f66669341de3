"""Everything at once, for the pages of the staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cooperation.matching.context import build
from cooperation.matching.points import Suggestion
from cooperation.matching.structure import ties
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Network

from .circles import circles
from .coverage import coverage
from .dating import job_dating
from .types import GroupsReport
from .unanswered import RADIUS_KM, unanswered
from .workshops import by_resource, by_theme


def report(
    network: Network,
    suggestions: Iterable[Suggestion] = (),
    *,
    today: date,
    radius_km: int = RADIUS_KM,
) -> GroupsReport:
    """Tell the staff all about groups.

    Parameters
    ----------
    network : Network
        The network, its rows in any order.
    suggestions : iterable of Suggestion
        Of any kinds, in any order: who should meet whom comes from them.
    today : date
        Day of the run.
    radius_km : int
        What local means for a need.

    Returns
    -------
    GroupsReport
        The same whatever the order of the rows and of the suggestions.
    """
    known, rows = ties(network), sorted(suggestions, key=lambda row: row.sort_key)
    return GroupsReport(
        circles=circles(known, rows),
        coverage=coverage(network, known),
        unanswered=unanswered(build(network, today, TABLE), radius_km),
        by_theme=by_theme(known, rows),
        by_resource=by_resource(known, rows),
        job_dating=job_dating(network.knowledge, rows),
    )
