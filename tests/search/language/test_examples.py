"""The examples of the documentation hold."""

import doctest
import importlib
import pkgutil

import pytest

from search import language

MODULES = [row.name for row in pkgutil.iter_modules(language.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name):
    module = importlib.import_module(f"search.language.{name}")
    assert doctest.testmod(module).failed == 0
