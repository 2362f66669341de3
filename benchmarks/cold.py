"""A process that starts on stored columns: time to the first list, then its memory after a full run.

The columns are files that the process maps: it imports the engine alone, and reads what it needs.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from cooperation.matching import flow
from cooperation.matching.columns import layout

TOP = 10
RUNS = 3
SIDES = ("offers", "needs")
RECORDS = {"rows": layout.ROW, "blocks": layout.BLOCK, "segments": layout.SEGMENT}
LANES = ("lanes", "boxes")
SECONDS, MEGABYTES = 2, 300


def store(laid: layout.Columns, folder: Path) -> None:
    """Write columns, one file an array."""
    for name in SIDES:
        side = getattr(laid, name)
        for field, values in side._asdict().items():
            for part, array in values._asdict().items() if field in LANES else (("", values),):
                np.save(folder / f"{name}-{field}{part}.npy", array)
    for field, values in laid.tables._asdict().items():
        np.save(folder / f"tables-{field}.npy", values)
    (folder / "weights.json").write_text(json.dumps(laid.direct))


def _mapped(path: Path) -> Any:
    """Map an array; what is written stays in memory."""
    values = np.load(path, mmap_mode="c").view(np.ndarray)
    name = path.stem.partition("-")[2]
    return values.view(RECORDS[name]) if name in RECORDS else values


def _load(folder: Path) -> tuple[layout.Side, layout.Side, layout.Tables, layout.Weights]:
    """Map columns."""

    def part(name: str, fields: tuple[str, ...]) -> list[Any]:
        return [_mapped(folder / f"{name}-{field}.npy") for field in fields]

    def side(name: str) -> layout.Side:
        plain = tuple(field for field in layout.Side._fields if field not in LANES)
        lanes = {
            field: layout.Lanes(*part(name, tuple(f"{field}{at}" for at in layout.Lanes._fields)))
            for field in LANES
        }
        return layout.Side(**dict(zip(plain, part(name, plain), strict=True)), **lanes)

    tables = layout.Tables(*part("tables", layout.Tables._fields))
    weights = layout.Weights(*json.loads((folder / "weights.json").read_text()))
    return side("offers"), side("needs"), tables, weights


def run(laid: layout.Columns, organisations: int) -> None:
    """Start processes on stored columns; keep the quickest start and the greatest memory."""
    with tempfile.TemporaryDirectory() as folder:
        store(laid, Path(folder))
        command = [sys.executable, "-m", "benchmarks.cold", folder]
        found = [
            json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)  # noqa: S603
            for _ in range(RUNS)
        ]
    first = sorted(told["first"] for told in found)[RUNS // 2]
    megabytes = max(told["megabytes"] for told in found)
    rows = (
        ("cold start to the first list, kernel cached", first, "s", SECONDS),
        ("memory of the process after a full run", megabytes, "MB", MEGABYTES),
    )
    for what, value, unit, most in rows:
        told = "reached" if value <= most else "MISSED"
        print(f"{what} | {organisations} organisations | {value:.2f} {unit} | at most {most} {unit} | {told}")  # fmt: skip


def child(folder: Path) -> None:
    """Answer in the new process: processor time since it began."""
    offers, needs, tables, weights = _load(folder)
    lists = np.full((1, TOP), layout.EMPTY, np.int64)
    search = flow.choose(len(offers.rows) + len(needs.rows), "compiled")
    search(offers.rows[:1], needs, True, False, tables, weights, lists)
    first = time.process_time()
    flow.face(offers, needs, (False, False), tables, weights, TOP, "compiled")
    print(json.dumps({"first": first, "megabytes": _peak() / 1000}))


def _peak() -> int:
    """Give the greatest memory of this process, in kB.

    The usage that the system reports begins with that of the process that started this one.
    """
    told = Path("/proc/self/status")
    if not told.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lines = dict(line.split(":", 1) for line in told.read_text().splitlines())
    return int(lines["VmHWM"].split()[0])


if __name__ == "__main__":
    child(Path(sys.argv[1]))
