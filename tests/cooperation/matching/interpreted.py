"""Kernels as plain Python: what the compiler runs is also what the tests see line by line."""

import importlib
import importlib.util
import pkgutil
import sys
from types import ModuleType
from typing import Any

import pytest


def interpreted(monkeypatch: pytest.MonkeyPatch, name: str) -> ModuleType:
    """Load a module of kernels as if numba were not installed.

    Its siblings are loaded before, as they are: they stay in the process for the other tests.
    """
    package = importlib.import_module(name.rpartition(".")[0])
    for sibling in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(sibling.name)
    monkeypatch.setitem(sys.modules, "numba", None)
    spec: Any = importlib.util.find_spec(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
