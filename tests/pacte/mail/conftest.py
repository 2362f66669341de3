"""Servers that the tests of the queue use."""

from tests.services import black_hole, postgresql_url

__all__ = ["black_hole", "postgresql_url"]
