"""Relevance of the search on judged queries over the demonstration, by group, on each engine.

Nothing is timed: it prints the measures, and holds them to their floors. An engine whose server
cannot run here is left out.
"""

import subprocess
import sys

CASES = "tests/search/relevance"


def run() -> None:
    """Judge the three engines; fails where one falls under its floors."""
    options = ["-q", "-s", "-n", "0", "-p", "no:cacheprovider"]
    subprocess.run([sys.executable, "-m", "pytest", CASES, *options], check=True)  # noqa: S603
