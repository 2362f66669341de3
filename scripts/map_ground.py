"""Draw the ground of the maps, the communes as points, from the table of communes (maintainers only).

Usage: python scripts/map_ground.py COMMUNES.csv
The table has the columns name, population, latitude and longitude.
"""

import csv
import json
import math
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "site" / "static" / "map" / "communes.json"
APART = 0.085  # degrees between two written names
STEPS = (1_000, 5_000, 20_000, 100_000)


def feature(row: dict[str, str]) -> dict[str, Any]:
    population = int(row["population"] or 0)
    place = [round(float(row["longitude"]), 3), round(float(row["latitude"]), 3)]
    properties: dict[str, Any] = {"size": 1 + sum(population >= step for step in STEPS)}
    geometry = {"type": "Point", "coordinates": place}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def write_names(features: list[dict[str, Any]], names: list[str]) -> None:
    """Name the largest communes, as long as their names have room on the map."""
    named: list[list[float]] = []
    for item, name in zip(features, names, strict=True):
        place = item["geometry"]["coordinates"]
        if (
            all(math.dist(place, other) > APART for other in named)
            and item["properties"]["size"] > 2
        ):
            item["properties"]["name"] = name
            named.append(place)


def main(source: Path) -> None:
    with source.open(encoding="utf-8", newline="") as opened:
        rows = sorted(csv.DictReader(opened), key=lambda row: -int(row["population"] or 0))
    rows = [row for row in rows if row["latitude"]]
    features = [feature(row) for row in rows]
    write_names(features, [row["name"] for row in rows])
    collection = {"type": "FeatureCollection", "features": features}
    TARGET.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
