"""Quality of the ranking on the judged cases, by group, with what each part brings.

The queries of the *develop* half were read for general causes while the ranking was made, and the
words that they lacked were added: its figures are optimistic, and so are those of the groups and of
the whole. Those of the *hold* half were not read, though its means were printed during the work:
it tells better what the ranking is worth on an unknown file. The *fresh* set was written apart,
blind, and is read by nobody who tunes the engine: only its means are printed, never its queries.
The second family (*develop2*, *fresh2*) was written before a round of work by who then did it, and
parted by chance: *develop2* was read, *fresh2* was not opened again, but its writer knew it once.
The third family (*develop3*, *fresh3*) was made in the same way, by somebody else, for a later
round: short activities and sentences, places and kinds that lack, codes alone, links alone.
"""

import json
import os
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import django

CASES = Path(__file__).parent / "judged" / "cases.json"
FRESH = Path(__file__).parent / "judged" / "fresh.json"
READ_SECOND = Path(__file__).parent / "judged" / "develop2.json"
UNREAD_SECOND = Path(__file__).parent / "judged" / "fresh2.json"
READ_THIRD = Path(__file__).parent / "judged" / "develop3.json"
UNREAD_THIRD = Path(__file__).parent / "judged" / "fresh3.json"
APART = frozenset({"fresh", "develop2", "fresh2", "develop3", "fresh3"})
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
    hit_10: float
    recall_10: float

    def line(self, floor: str = "") -> str:
        """Write the row."""
        measures = (self.mrr, self.hit_1, self.hit_3, self.hit_10, self.recall_10)
        figures = " ".join(f"{measure:6.3f}" for measure in measures)
        return f"  {self.name:<20} {self.queries:>5} {figures}  {floor}".rstrip()


def measure(without: Collection[str] = (), path: Path = CASES) -> list[Row]:
    """Answer judged cases: all of them, each half, each group, everyone ranked or some listed."""
    # Django's applications must be ready before what reads the files is imported.
    from cooperation.matching.ranking import Part  # noqa: PLC0415
    from cooperation.services import evaluation  # noqa: PLC0415

    found = evaluation.evaluate_file(path, without=[Part(name) for name in without])
    queries = json.loads(path.read_text("utf-8"))["queries"]
    labels = {query["id"]: _labels(query) for query in queries}
    sorted_by: dict[str, list[evaluation.Judged]] = defaultdict(list)
    for judged in found.judged:
        for name in labels[judged.id]:
            sorted_by[name].append(judged)
    return [_row(name, sorted_by[name]) for name in _ordered(sorted_by)]


def _labels(query: dict[str, object]) -> tuple[str, ...]:
    split = str(query.get("split", "hold"))
    ranked = "some listed" if query.get("candidates") else "everyone ranked"
    whole = (split,) if split in APART else ("all", split)
    return (*whole, str(query.get("group", "other")), ranked)


def _ordered(names: Collection[str]) -> list[str]:
    first = ("all", "fresh", "develop2", "fresh2", "develop3", "fresh3")
    first += ("develop", "hold", "everyone ranked", "some listed")
    return [*(name for name in first if name in names), *sorted(set(names) - set(first))]


def _row(name: str, judged: Sequence[object]) -> Row:
    from cooperation.services.evaluation import quality  # noqa: PLC0415

    found = quality(judged)  # type: ignore[arg-type]
    return Row(
        name,
        queries=found.queries,
        mrr=found.mrr,
        hit_1=found.hit_1,
        hit_3=found.hit_3,
        hit_10=found.hit_10,
        recall_10=found.recall_10,
    )


def run() -> None:
    """Print the quality of each file, then what is left without each part."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    _print("on the judged cases", CASES)
    _print("on the fresh set, which nobody who tunes may read", FRESH)
    _print("on the second family, the half that was read", READ_SECOND)
    _print("on the second family, the half that was not", UNREAD_SECOND)
    _print("on the third family, the half that was read", READ_THIRD)
    _print("on the third family, the half that was not", UNREAD_THIRD)


def _print(title: str, path: Path) -> None:
    print(f"quality of the ranking {title} (no posting, trades only)")
    measures = ("MRR", "hit@1", "hit@3", "hit@10", "rec@10")
    print(f"  {'':<20} {'n':>5} {' '.join(f'{measure:>6}' for measure in measures)}")
    for row in measure(path=path):
        floor = f"floor: MRR {LEAST_MRR}, hit@3 {LEAST_HIT_3}" if row.name == "all" else ""
        print(row.line(floor))
    for part in PARTS:
        whole, *_ = measure([part], path)
        print(replace(whole, name=f"without {part}").line())
