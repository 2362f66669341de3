"""The examples of the docstrings are true."""

import doctest
from importlib import import_module

import pytest

MODULES = (
    "actions current facade french lexicon loading naf parsing reading spelling tables taxonomy "
    "tradebook types"
)


@pytest.mark.parametrize("name", ["", *MODULES.split()])
def test_examples(name: str) -> None:
    module = import_module(f"cooperation.knowledge.{name}".rstrip("."))
    assert doctest.testmod(module).failed == 0
