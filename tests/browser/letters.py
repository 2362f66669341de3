"""The messages that the server of the tests writes to its journal rather than send."""

import quopri
import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Letters:
    """What was written so far, and the links that are in it."""

    journal: Path

    def mark(self) -> int:
        """Return where the next message will begin."""
        return len(self.journal.read_bytes())

    def path(self, pattern: str, since: int = 0) -> str:
        """Wait for a link whose path is like this; return the path."""
        for _ in range(80):
            text = quopri.decodestring(self.journal.read_bytes()[since:]).decode(errors="replace")
            if found := re.search(pattern + r"(?=[\s\"<])", text):
                return found.group(0)
            time.sleep(0.25)
        pytest.fail(f"no message with {pattern}")
