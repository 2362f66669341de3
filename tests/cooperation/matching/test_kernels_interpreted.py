"""The kernels without a compiler: the same lists, and every line of them seen by the tests."""

import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.matching import flow, kernels, reference
from cooperation.matching.live import Matcher
from cooperation.matching.types import Network

from .builders import TODAY
from .territories import territories, without_circular

PREFIX = "cooperation.matching.kernels."
NAMES = ("numbers", "pairs", "bounds", "lanes", "search", "update")


@pytest.fixture(scope="module")
def interpreted() -> Iterator[dict[str, ModuleType]]:
    """Load the kernels anew as if numba were not installed, and put the others back."""
    kept = {name: sys.modules.pop(PREFIX + name, None) for name in NAMES}
    with patch.dict(sys.modules, {"numba": None}):
        found = {name: importlib.import_module(PREFIX + name) for name in NAMES}
    yield found
    for name, module in kept.items():
        sys.modules.pop(PREFIX + name, None)
        if module is not None:
            sys.modules[PREFIX + name] = module


@given(rows=territories(), count=st.integers(1, 3))
@settings(deadline=None, max_examples=60)
def test_the_search_equals_the_reference(
    interpreted: dict[str, ModuleType], rows: Network, count: int
) -> None:
    every = without_circular(reference.suggest_all(rows, today=TODAY))
    with patch.object(kernels, "import_module", lambda name, package: interpreted["search"]):
        found = flow.suggest_all_best(rows, today=TODAY, count=count, kernel="compiled")
    assert found == flow.best_of_each(every, count)


@given(rows=territories(), picks=st.lists(st.integers(0, 99), min_size=1, max_size=6))
@settings(deadline=None, max_examples=40)
def test_following_postings_equals_a_full_run(
    interpreted: dict[str, ModuleType], rows: Network, picks: list[int]
) -> None:
    def module(name: str, package: str) -> ModuleType:
        return (
            interpreted[name.lstrip(".")]
            if name.lstrip(".") in interpreted
            else (importlib.import_module(name, package))
        )

    with patch.object(kernels, "import_module", module):
        matcher = Matcher(rows, TODAY, count=2)
        for pick in picks:
            if rows.postings:
                posting = rows.postings[pick % len(rows.postings)]
                gone = posting.id in matcher.postings and pick % 2
                matcher.withdraw(posting.id) if gone else matcher.publish(posting)
        left = tuple(matcher.postings.values())
        kept = matcher.kept()
    now = Network(**{name: getattr(rows, name) for name in rows.__slots__} | {"postings": left})
    assert kept == flow.suggest_all_best(now, today=TODAY, count=2, kernel="numpy")
