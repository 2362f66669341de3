"""What every test gets: strict templates, and no network beyond this machine."""

import inspect
import os
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.template import engines
from django.template.base import Node
from django_ratelimit import core as ratelimit
from hypothesis import HealthCheck, settings

from pacte.services.reference import load_reference
from tests.factories.people import UserFactory
from tests.migrated import django_db_setup, one_migration

__all__ = ["django_db_setup", "one_migration"]

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # the browser's loop runs beside the tests

# A busy machine is no failure: laws are judged on what they find, not on how long it took.
# Integration draws the same cases every time; developers' machines go on exploring.
settings.register_profile(
    "steady",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("steady")

OWN_TEMPLATES = str(Path(__file__).resolve().parents[1] / "site" / "templates")


class UndefinedVariable(str):
    """What an undefined variable of a template becomes: a failure, in our own templates."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, variable: object) -> str:
        origin = self._origin()
        if origin.startswith(OWN_TEMPLATES):
            pytest.fail(f"undefined template variable “{variable}” in {origin}")
        return ""

    @staticmethod
    def _origin() -> str:
        for frame in inspect.stack(context=0):
            node = frame.frame.f_locals.get("self")
            if isinstance(node, Node) and getattr(node, "origin", None):
                return str(node.origin.name)
        return ""


@pytest.fixture(autouse=True)
def strict_templates() -> Iterator[None]:
    """Fail on an undefined variable in a template of the project."""
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, UndefinedVariable("%s")
    yield
    engine.string_if_invalid = before


@pytest.fixture(autouse=True)
def clean_caches() -> None:
    """Start every test with an empty cache."""
    cache.clear()


@pytest.fixture(autouse=True)
def limits_of_one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the attempts of a test in one window: none ends between two of them."""
    began = time.time()
    monkeypatch.setattr(ratelimit, "time", SimpleNamespace(time=lambda: began))


@pytest.fixture
def curator(client):
    """Log in somebody of the pact's staff, with the rights that the reference tables give."""
    load_reference()
    client.force_login(UserFactory(curator=True))
    return client
