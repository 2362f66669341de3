"""The judged collection, and what is read from it more than once."""

import csv
import json
import math
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[4]
PATH = ROOT / "benchmarks" / "judged" / "cases.json"
FRESH = ROOT / "benchmarks" / "judged" / "fresh.json"
SECOND = tuple(ROOT / "benchmarks" / "judged" / f"{name}.json" for name in ("develop2", "fresh2"))
THIRD = tuple(ROOT / "benchmarks" / "judged" / f"{name}.json" for name in ("develop3", "fresh3"))
GROUPS = {
    "food",
    "circular",
    "siae_services",
    "equipment",
    "training",
    "mixed",
    "geography",
    "structure",
}

Record = dict[str, Any]
Place = tuple[float, float]


def read(path: Path = PATH) -> Record:
    cases: Record = json.loads(path.read_text(encoding="utf-8"))
    return cases


def asked(path: Path) -> list[Record]:
    """Give the queries of a collection."""
    queries: list[Record] = read(path)["queries"]
    return queries


def plain(name: str) -> str:
    return name.replace("’", "'")


def communes() -> dict[str, Place]:
    """Each commune's place, by its INSEE code and by its name."""
    found = {}
    with (ROOT / "pacte" / "data" / "communes.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            place = float(row["latitude"]), float(row["longitude"])
            found[row["insee"]] = found[plain(row["name"])] = place
    return found


def place_of(organisation: Record, places: dict[str, Place]) -> Place | None:
    if "latitude" in organisation:
        return organisation["latitude"], organisation["longitude"]
    commune = organisation.get("commune")
    return places[plain(commune)] if commune else None


def kilometres(one: Place, other: Place) -> float:
    (south, west), (north, east) = one, other
    east_west = math.radians(east - west) * math.cos(math.radians((south + north) / 2))
    return 6371 * math.hypot(math.radians(north - south), east_west)
