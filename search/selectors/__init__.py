"""What the pages of the search show."""

from .completing import Suggestion, completions
from .labels import Labels, facet_labels
from .results import Results, commune_of, points, results
from .rows import Found
from .similar import similar

__all__ = [
    "Found",
    "Labels",
    "Results",
    "Suggestion",
    "commune_of",
    "completions",
    "facet_labels",
    "points",
    "results",
    "similar",
]
