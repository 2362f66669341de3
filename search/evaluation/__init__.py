"""Measure the search on judged cases, in an index made for it that leaves nothing behind."""

from .cases import Case, Cases, read_cases
from .measures import Measured, Quality, quality
from .measuring import Evaluation, evaluate

__all__ = [
    "Case",
    "Cases",
    "Evaluation",
    "Measured",
    "Quality",
    "evaluate",
    "quality",
    "read_cases",
]
