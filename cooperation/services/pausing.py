"""Bulk loads ask for no refresh until their end."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_paused: ContextVar[bool] = ContextVar("suggestions_paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """Ask for no refresh while a bulk load runs; whoever loads refreshes at the end.

    Wrap the transaction, not its inside: what waits for the commit must find the pause.
    """
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def is_paused() -> bool:
    """Say whether a bulk load runs."""
    return _paused.get()
