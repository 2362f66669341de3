"""The examples of the docstrings are true."""

import doctest
from importlib import import_module

import pytest

MODULES = ["", "facade", "french", "lexicon", "loading", "parsing", "tables", "taxonomy", "types"]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    module = import_module(f"cooperation.knowledge.{name}".rstrip("."))
    assert doctest.testmod(module).failed == 0
