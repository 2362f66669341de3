"""The examples of the docstrings of the graph modules are true."""

import doctest
from importlib import import_module

import pytest

MODULES = [
    "circular",
    "communities.louvain",
    "cuts",
    "cycles.bounded",
    "cycles.columns",
    "structure.bulk",
    "structure.plain",
    "structure.weights",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    found = doctest.testmod(import_module(f"cooperation.matching.{name}"))
    assert found.attempted
    assert found.failed == 0
