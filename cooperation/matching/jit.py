"""Compile a function where numba is installed; run it as it is elsewhere: the same result, slower.

Only modules that are themselves imported lazily use it, because numba takes a second to import.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function of arrays and numbers, once for every process (the result is cached)."""
    try:
        import numba  # noqa: PLC0415 - takes a second to import
    except ImportError:
        return function
    return _kept(numba.njit, function, {})


def lean(function: Function, *, inline: bool = False) -> Function:
    """Compile a function that allocates nothing: no counting of references, no error by zero.

    Counting references to arrays costs more than comparing two postings. Numba keeps the option
    for itself (``_nrt``), hence the tests that compare both kernels with the reference.
    """
    try:
        import numba  # noqa: PLC0415 - takes a second to import
    except ImportError:
        return function
    options: dict[str, Any] = {
        "error_model": "numpy",
        "_nrt": False,
        "forceinline": inline,
    }
    return _kept(numba.njit, function, options)


def _kept(njit: Callable[..., Any], function: Function, options: dict[str, Any]) -> Function:
    """Compile, and keep the result on disk where a folder can be written: slower starts elsewhere."""
    try:
        return cast("Function", njit(cache=True, **options)(function))
    except RuntimeError:
        return cast("Function", njit(**options)(function))


def inlined(function: Function) -> Function:
    """Compile a small function into each of its callers, as :func:`lean` does."""
    return lean(function, inline=True)
