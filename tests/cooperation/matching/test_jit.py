"""Compiled code is kept where a folder can be written; it works without."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
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


def test_what_is_kept_depends_on_every_source_that_may_be_inlined(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = tmp_path / "one.py"
    source.write_text("A = 1")
    monkeypatch.setattr(jit, "USED", ())
    before = jit.sources.__wrapped__(tmp_path)
    (tmp_path / "other.py").write_text("B = 1")
    after = jit.sources.__wrapped__(tmp_path)
    source.write_text("A = 2")
    assert len({before, after, jit.sources.__wrapped__(tmp_path)}) == 3
    monkeypatch.undo()
    assert jit.sources.__wrapped__(tmp_path) != jit.sources(Path(jit.__file__).parent)


def test_the_stamp_of_a_compiled_function_is_that_of_its_sources() -> None:
    pytest.importorskip("numba")
    search = importlib.import_module("cooperation.matching.kernels.search")
    cached = search.fill._cache._cache_file
    assert cached._source_stamp == jit.sources(Path(str(search.__file__)).parent)


def test_linear_algebra_that_is_already_there_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    there = ModuleType(jit.BLAS)
    monkeypatch.setitem(sys.modules, jit.BLAS, there)
    jit.without_matrices.__wrapped__()
    assert sys.modules[jit.BLAS] is there


def test_linear_algebra_is_hidden_while_numba_looks_and_only_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, jit.BLAS, raising=False)
    seen = []
    monkeypatch.setattr(jit, "import_module", lambda name: seen.append(sys.modules[jit.BLAS]))
    jit.without_matrices.__wrapped__()
    assert seen == [None]
    assert jit.BLAS not in sys.modules
