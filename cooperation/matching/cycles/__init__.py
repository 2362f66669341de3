"""Simple cycles of bounded length in a directed graph given as columns, exact."""

from .bounded import LIMIT, cycles_up_to
from .columns import columns

__all__ = ["LIMIT", "columns", "cycles_up_to"]
