"""Time the engine: ``make bench``, or some subjects of it: ``python -m benchmarks graphs live``.

One process and one thread for each subject, seeds fixed, equality checked before any time counts.
Quote the ratios; the seconds depend on the machine.
"""

import importlib
import subprocess
import sys
import time

SUBJECTS = ("quality", "direct", "live", "graphs", "allocation", "database", "search", "relevance")
"""What is measured, in this order; each is a module of this package with a ``run`` function."""


def main() -> None:
    """Run the subjects named, or all of them, each in a process of its own."""
    chosen = sys.argv[1:] or SUBJECTS
    unknown = [name for name in chosen if name not in SUBJECTS]
    if unknown:
        sys.exit(f"unknown: {', '.join(unknown)}; subjects: {', '.join(SUBJECTS)}")
    if len(chosen) == 1:
        importlib.import_module(f"benchmarks.{chosen[0]}").run()
        return
    failed = [name for name in chosen if not _run(name)]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def _run(name: str) -> bool:
    """Run a subject in a process of its own, and tell how long it took."""
    print(f"== {name}", flush=True)
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "benchmarks", name], check=False)  # noqa: S603
    print(f"   ({time.perf_counter() - start:.0f} s in all)", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    main()
