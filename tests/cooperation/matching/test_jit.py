"""Compiled code is kept where a folder can be written; it works without."""

from collections.abc import Callable
from typing import Any

import pytest

from cooperation.matching import jit


def _twice(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("compile_", [jit.compiled, jit.lean])
def test_nowhere_to_keep_compiled_code(
    monkeypatch: pytest.MonkeyPatch, compile_: Callable[..., Any]
) -> None:
    numba = pytest.importorskip("numba")
    asked = []

    def njit(*, cache: bool = False, **_: Any) -> Callable[..., Any]:
        asked.append(cache)
        if cache:
            raise RuntimeError("no locator available")
        return lambda function: function

    monkeypatch.setattr(numba, "njit", njit)
    assert compile_(_twice)(21) == 42
    assert asked == [True, False]
