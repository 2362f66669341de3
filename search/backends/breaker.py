"""A breaker: after some failures in a row, stop asking for a while. Pure, the clock is given."""

import time
from collections.abc import Callable
from threading import Lock


class Breaker:
    """Closed, it lets through; open, it refuses until the pause is over, then tries again."""

    def __init__(
        self,
        failures: int = 3,
        pause_seconds: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.failures, self.pause_seconds, self.clock = failures, pause_seconds, clock
        self._lock = Lock()
        self._failed = 0
        self._opened_at = 0.0

    @property
    def open(self) -> bool:
        """Whether asking is useless for now."""
        with self._lock:
            tripped = self._failed >= self.failures
            return tripped and self.clock() - self._opened_at < self.pause_seconds

    def succeeded(self) -> None:
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """Count a failure; one more after the pause opens it again at once."""
        with self._lock:
            self._failed += 1
            self._opened_at = self.clock()
