"""The moment of the tests."""

import datetime as dt

import pytest


@pytest.fixture
def now():
    return dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC)
