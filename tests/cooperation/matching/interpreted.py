"""Kernels as plain Python: what the compiler runs is also what the tests see line by line."""

import importlib.util
import sys
from types import ModuleType
from typing import Any

import pytest


def interpreted(monkeypatch: pytest.MonkeyPatch, name: str) -> ModuleType:
    """Load a module of kernels as if numba were not installed."""
    monkeypatch.setitem(sys.modules, "numba", None)
    spec: Any = importlib.util.find_spec(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
