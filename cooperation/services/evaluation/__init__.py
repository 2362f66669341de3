"""Evaluate the ranking on judged cases."""

from cooperation.services.evaluation.cases import Cases, Query, read_cases
from cooperation.services.evaluation.evaluating import Evaluation, evaluate, evaluate_file
from cooperation.services.evaluation.measures import Judged, Quality, judge, quality

__all__ = [
    "Cases",
    "Evaluation",
    "Judged",
    "Quality",
    "Query",
    "evaluate",
    "evaluate_file",
    "judge",
    "quality",
    "read_cases",
]
