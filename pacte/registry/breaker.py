"""After failures in a row, a service is left alone for a while."""

import time
from threading import Lock

FAILURES = 3
REST = 60.0
"""Seconds during which nothing is asked."""


class Breaker:
    """Count the failures in a row of a service; safe between threads."""

    def __init__(self, failures: int = FAILURES, rest: float = REST) -> None:
        self.failures, self.rest = failures, rest
        self._lock = Lock()
        self._failed, self._until = 0, 0.0

    def is_open(self) -> bool:
        """Say whether the service is to be left alone for now."""
        with self._lock:
            return time.monotonic() < self._until

    def succeeded(self) -> None:
        """Forget the failures."""
        with self._lock:
            self._failed, self._until = 0, 0.0

    def failed(self) -> None:
        """Count a failure; too many in a row start a rest."""
        with self._lock:
            self._failed += 1
            if self._failed >= self.failures:
                self._failed, self._until = 0, time.monotonic() + self.rest
