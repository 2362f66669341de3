"""Real servers and browsers for the tests: absent, a test skips; or fails under REQUIRE_SERVICES=1."""

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip for want of a real part, or fail where every part is required."""
    reason = f"{what} is not available here"
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
