"""The examples of the docstrings are true."""

import doctest
from importlib import import_module

import pytest

MODULES = ["criteria", "distance", "engine", "explain", "graph", "measures", "points", "quantities"]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(f"cooperation.matching.{name}")).failed == 0
