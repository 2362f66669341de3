"""A bakery with something to give, and what is suggested of it."""

import pytest

from cooperation.models import Suggestion
from tests.cooperation import showcase


@pytest.fixture
def case(db):
    """Give the bakery and who could take its bread, suggestions computed."""
    found = showcase.bread()
    showcase.refresh()
    return found


@pytest.fixture
def suggestion(case):
    """Give the one circular suggestion of it."""
    return Suggestion.objects.with_parties().get(kind="circular")
