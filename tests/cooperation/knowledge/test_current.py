"""The knowledge in force: the packaged one until an amended one is installed."""

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest

from cooperation.knowledge import current, loading


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = current._Shelf.knowledge
    yield
    current.install(before)


def test_what_is_installed_is_what_everybody_loads() -> None:
    amended = replace(loading.load(), trades=MappingProxyType({}))
    current.install(amended)
    assert current.load() is amended
    current.install(None)
    assert current.load() is loading.load()
