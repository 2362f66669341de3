"""Quality of the ranking on the judged cases, by group, with what each part brings.

The queries of the *develop* half were read for general causes while the ranking was made, and the
words that they lacked were added: its figures are optimistic, and so are those of the groups and of
the whole. Those of the *hold* half were not read, though its means were printed during the work:
it tells best what the ranking is worth on an unknown file.
"""

import json
import os
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import django

CASES = Path(__file__).parent / "judged" / "cases.json"
LEAST_MRR, LEAST_HIT_3 = 0.75, 0.90
PARTS = ("knowledge", "text", "geography", "structure")


@dataclass(frozen=True, slots=True)
class Row:
    """Measures of some queries."""

    name: str
    queries: int
    mrr: float
    hit_1: float
    hit_3: float
    recall_10: float

    def line(self, floor: str = "") -> str:
        """Write the row."""
        figures = f"{self.mrr:6.3f} {self.hit_1:6.3f} {self.hit_3:6.3f} {self.recall_10:6.3f}"
        return f"  {self.name:<20} {self.queries:>5} {figures}  {floor}".rstrip()


def measure(without: Collection[str] = (), path: Path = CASES) -> list[Row]:
    """Answer the judged cases: all of them, each half, each group."""
    # Django's applications must be ready before what reads the files is imported.
    from cooperation.matching.ranking import Part  # noqa: PLC0415
    from cooperation.services import evaluation  # noqa: PLC0415

    found = evaluation.evaluate_file(path, without=[Part(name) for name in without])
    labels = {
        query["id"]: ("all", query.get("split", "hold"), query.get("group", "other"))
        for query in json.loads(path.read_text("utf-8"))["queries"]
    }
    sorted_by: dict[str, list[evaluation.Judged]] = defaultdict(list)
    for judged in found.judged:
        for name in labels[judged.id]:
            sorted_by[name].append(judged)
    return [_row(name, sorted_by[name]) for name in _ordered(sorted_by)]


def _ordered(names: Collection[str]) -> list[str]:
    first = ("all", "develop", "hold")
    return [*(name for name in first if name in names), *sorted(set(names) - set(first))]


def _row(name: str, judged: Sequence[object]) -> Row:
    from cooperation.services.evaluation import quality  # noqa: PLC0415

    found = quality(judged)  # type: ignore[arg-type]
    return Row(name, found.queries, found.mrr, found.hit_1, found.hit_3, found.recall_10)


def run() -> None:
    """Print the quality, then what is left without each part."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    print("quality of the ranking on the judged cases (no posting, trades only)")
    print(f"  {'':<20} {'n':>5} {'MRR':>6} {'hit@1':>6} {'hit@3':>6} {'rec@10':>6}")
    for row in measure():
        floor = f"floor: MRR {LEAST_MRR}, hit@3 {LEAST_HIT_3}" if row.name == "all" else ""
        print(row.line(floor))
    for part in PARTS:
        (all_rows, *_) = measure([part])
        print(Row(f"without {part}", *_figures(all_rows)).line())


def _figures(row: Row) -> tuple[int, float, float, float, float]:
    return (row.queries, row.mrr, row.hit_1, row.hit_3, row.recall_10)
