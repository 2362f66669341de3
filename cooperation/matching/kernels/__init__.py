"""Which kernel answers: compiled for what is large, numpy otherwise. Same lists, always."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal, TypeAlias

from cooperation.matching.columns.layout import Array, Side, Tables, Weights, Whole

Search: TypeAlias = Callable[[Array, Side, bool, bool, Tables, Weights, Whole], None]
Name: TypeAlias = Literal["compiled", "numpy"]

LARGE = 20_000
"""Postings from which loading the compiled kernel (about a second) is worth it."""


def choose(postings: int, name: Name | None = None) -> Search:
    """Give the search that suits a size.

    Parameters
    ----------
    postings : int
        How many there are.
    name : str or None
        ``compiled`` or ``numpy`` to force one.

    Returns
    -------
    callable
        Completes lists in place; numpy where numba is missing.
    """
    if name is None:
        name = "compiled" if postings >= LARGE else "numpy"
    missing = find_spec("numba") is None
    module = import_module(".tiles" if name == "numpy" or missing else ".search", __name__)
    found: Search = module.search_all
    return found


def update_module() -> Any:
    """Give the functions that follow postings one by one; interpreted where numba is missing."""
    return import_module(".update", __name__)


def books_module() -> Any:
    """Give the functions that read what organisations keep; interpreted where numba is missing."""
    return import_module(".books", __name__)
