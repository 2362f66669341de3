"""Compile a function where numba is installed; run it as it is elsewhere: the same result, slower.

Only modules that are themselves imported lazily use it, because numba takes a second to import.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])
BLAS = "scipy.linalg.cython_blas"
USED = ("columns/*.py", "criteria.py", "distance.py", "points.py")
"""Sources, in this folder, of the constants that compiled functions hold."""


def compiled(function: Function) -> Function:
    """Compile a function of arrays and numbers, once for every process (the result is cached)."""
    try:
        import numba  # noqa: PLC0415 - takes a second to import
    except ImportError:
        return function
    without_matrices()
    return _kept(numba.njit, function, {})


def lean(function: Function, *, inline: bool = False) -> Function:
    """Compile a function that allocates nothing: no counting of references, no error by zero.

    Counting references to arrays costs more than comparing two postings. Numba keeps the option
    for itself (``_nrt``), hence the tests that compare both kernels with the reference. A product
    and a sum may be rounded once rather than twice.
    """
    try:
        import numba  # noqa: PLC0415 - takes a second to import
    except ImportError:
        return function
    without_matrices()
    options: dict[str, Any] = {
        "error_model": "numpy",
        "fastmath": {"contract"},
        "_nrt": False,
        "forceinline": inline,
    }
    return _kept(numba.njit, function, options)


@cache
def without_matrices() -> None:
    """Keep numba from loading the linear algebra of scipy: no function here multiplies matrices.

    It only looks whether it is there, which costs 200 modules and 20 MB.
    """
    if BLAS not in sys.modules:
        sys.modules[BLAS] = cast("ModuleType", None)
        try:
            import_module("numba.np.arraymath")
        finally:
            del sys.modules[BLAS]


def _kept(njit: Callable[..., Any], function: Function, options: dict[str, Any]) -> Function:
    """Compile, and keep the result on disk where a folder can be written: slower starts elsewhere."""
    try:
        found = njit(cache=True, **options)(function)
    except RuntimeError:
        return cast("Function", njit(**options)(function))
    stamp(found)
    return cast("Function", found)


def stamp(found: Any) -> None:
    """Let what is kept of a function depend on all that it may inline, not on its file alone.

    Numba only looks at the file of the function: it would run yesterday's functions of the others.
    """
    folder = Path(found.py_func.__code__.co_filename).parent
    found._cache._cache_file._source_stamp = sources(folder)


@cache
def sources(folder: Path) -> str:
    """Give a digest of the sources of a folder, and of what those of every folder use."""
    here = Path(__file__).parent
    paths = {*folder.glob("*.py"), *(path for name in USED for path in here.glob(name))}
    digest = blake2b(digest_size=16)
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def inlined(function: Function) -> Function:
    """Compile a small function into each of its callers, as :func:`lean` does."""
    return lean(function, inline=True)
