"""An organisation, whoever manages it, and what people are told."""

import datetime as dt

import pytest

from pacte.services.memberships import telling
from tests.factories.joining import manager_of
from tests.factories.pacte import OrganisationFactory


@pytest.fixture
def now():
    return dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC)


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Atelier fictif", slug="atelier-fictif")


@pytest.fixture
def manager(organisation):
    return manager_of(organisation, first_name="Gérante", last_name="Fictive")


@pytest.fixture
def told(monkeypatch):
    """Keep what people are told, by key."""
    kept = {}
    monkeypatch.setattr(telling, "notify", lambda **given: kept.setdefault(given["key"], given))
    return kept


@pytest.fixture(autouse=True)
def _quiet(told):
    """Tell nobody outside these tests."""
