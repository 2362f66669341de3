"""Compile a function where numba is installed; run it as it is elsewhere: the same result, slower.

Only modules that are themselves imported lazily use it, because numba takes a second to import.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function of arrays and numbers, once for every process (the result is cached)."""
    try:
        import numba  # noqa: PLC0415 - takes a second to import
    except ImportError:
        return function
    done: Function = numba.njit(cache=True)(function)
    return done


def inlined(function: Function) -> Function:
    """Compile a small function into each of its callers, with numpy's division (no error by zero).

    Its arguments then cost nothing to pass, however many arrays they hold.
    """
    try:
        import numba  # noqa: PLC0415 - takes a second to import
    except ImportError:
        return function
    options = {"cache": True, "forceinline": True, "error_model": "numpy"}
    done: Function = numba.njit(**options)(function)
    return done
