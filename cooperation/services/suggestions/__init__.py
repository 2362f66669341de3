"""Suggestions, computed by the core and written as rows that can be rebuilt."""

from cooperation.services.pausing import is_paused, paused
from cooperation.services.suggestions.checking import CheckReport, Difference, check
from cooperation.services.suggestions.following import FollowReport, follow
from cooperation.services.suggestions.refreshing import RefreshReport, refresh_all

__all__ = [
    "CheckReport",
    "Difference",
    "FollowReport",
    "RefreshReport",
    "check",
    "follow",
    "is_paused",
    "paused",
    "refresh_all",
]
