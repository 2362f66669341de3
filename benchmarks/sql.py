"""The same constraints and the same points in SQL, on the same integers: what the engine is compared with."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from cooperation.matching import columns, flow
from cooperation.matching.columns.layout import EVERYWHERE, NOWHERE

FIELDS = (
    "tie", "amount", "once", "lot", "reach", "required", "held", "allowed", "kinds", "themes",
    "x", "y", "z", "start", "end", "area", "gate", "insee", "resource", "months", "age", "rate",
    "social", "told", "unit", "allows", "located",
)  # fmt: skip
NAMES = {"start": "first_day", "end": "last_day"}
JOINED = """FROM offers o JOIN near r ON r.offered = o.resource
JOIN needs n ON n.resource = r.wanted
"""
JOINS = """LEFT JOIN areas o_listed ON o_listed.area = o.area AND o_listed.insee = n.insee
LEFT JOIN areas n_listed ON n_listed.area = n.area AND n_listed.insee = o.insee
LEFT JOIN permits p ON p.gate = n.gate AND p.hazard = r.hazard"""
LISTED = "EXISTS (SELECT 1 FROM areas a WHERE a.area = {1}.area AND a.insee = {2}.insee)"
PERMITTED = "EXISTS (SELECT 1 FROM permits p WHERE p.gate = n.gate AND p.hazard = r.hazard)"


def table(side: columns.Side) -> dict[str, Any]:
    """Give the columns of a side, by name."""
    found: dict[str, Any] = {NAMES.get(name, name): side.rows[name] for name in FIELDS}
    found["actor"] = flow.actors(side.rows["tie"])
    return {name: np.ascontiguousarray(values) for name, values in found.items()}


def near(laid: columns.Columns) -> list[tuple[int, int, int, int, int, int]]:
    """Give (offered, wanted, closeness, season, worth, hazard) of resources that are close enough."""
    known = laid.tables
    found = []
    for offered in range(len(known.worth)):
        for place in range(int(known.near_index[offered]), int(known.near_index[offered + 1])):
            values = known.near_resource[place], known.near_share[place], known.season[offered]
            wanted = known.near_resource[place]
            hazard = known.hazard[offered if known.hazard[offered] >= 0 else wanted]
            rest = known.worth[offered], hazard
            found.append((offered, *map(int, values), *map(int, rest)))
    return found


def matches(laid: columns.Columns, *, duck: bool, where: str = "TRUE") -> str:
    """Write the query that gives (offer, need, score) of every pair that no constraint excludes."""
    words = {
        "div": "//" if duck else "/",
        "least": "least" if duck else "min",
        "most": "greatest" if duck else "max",
        "bits": "bit_count({})" if duck else "(SELECT count FROM bits WHERE mask = {})",
    }
    words["listed"] = "{}_listed.area IS NOT NULL" if duck else LISTED
    words["permitted"] = "p.gate IS NOT NULL" if duck else PERMITTED
    score = " + ".join(_points(laid.direct, words))
    joined = JOINED + (JOINS if duck else "")
    chosen = f"o.tie AS offer, n.tie AS need, {score} AS score"
    return f"SELECT {chosen} {joined} WHERE {where} AND {_constraints(words)}"


def _square() -> str:
    return "((o.x-n.x)*(o.x-n.x) + (o.y-n.y)*(o.y-n.y) + (o.z-n.z)*(o.z-n.z))"


def _serves(one: str, two: str, words: dict[str, str]) -> str:
    """Write that the area of one side holds the place of the other, or may."""
    known = f"({one}.located = 1 AND {two}.located = 1)"
    listed = words["listed"].format(one, one, two)
    return (
        f"(CASE WHEN {one}.reach = {EVERYWHERE} THEN TRUE"
        f" WHEN {known} AND {_square()} < {one}.reach THEN TRUE"
        f" WHEN {one}.area < 0 THEN NOT {known}"
        f" WHEN {two}.insee = {NOWHERE} THEN TRUE WHEN {listed} THEN TRUE"
        f" ELSE {one}.reach >= 0 AND NOT {known} END)"
    )


def _constraints(words: dict[str, str]) -> str:
    """Write the constraints."""
    same = "(o.unit > 0 AND o.unit = n.unit)"
    return " AND ".join(
        (
            "o.actor <> n.actor",
            f"{words['most']}(o.first_day, n.first_day) <= {words['least']}(o.last_day, n.last_day)",
            "(o.months & n.months) <> 0",
            "(o.allowed & n.kinds) <> 0",
            "(n.allowed & o.kinds) <> 0",
            "(o.required & ~n.held) = 0",
            "(n.required & ~o.held) = 0",
            f"({same} OR o.unit = 0 OR n.unit = 0 OR (o.allows = 1 AND n.allows = 1))",
            f"NOT ({same} AND ((n.once >= 0 AND o.lot > n.once) OR (o.once >= 0 AND n.lot > o.once)))",
            _serves("o", "n", words),
            _serves("n", "o", words),
            f"(r.hazard < 0 OR {words['permitted']})",
        )
    )


def _points(weights: columns.Weights, words: dict[str, str]) -> Iterator[str]:
    """Write the points of each criterion."""
    div, least, most = words["div"], words["least"], words["most"]

    def bits(mask: str) -> str:
        return words["bits"].format(mask)

    yield f"({weights.closeness} * r.share {div} 1000)"
    yield f"({weights.environment} * r.worth {div} 1000)"
    yield (
        "(CASE WHEN o.unit > 0 AND o.unit = n.unit AND o.amount >= 0 AND n.amount >= 0 THEN"
        f" CASE WHEN n.amount <= o.amount THEN {weights.quantity}"
        f" ELSE {weights.quantity} * (1000 * o.amount {div} n.amount) {div} 1000 END"
        f" ELSE {weights.no_quantity} END)"
    )
    metres = f"((CAST(floor(sqrt(CAST({_square()} AS DOUBLE))) AS BIGINT) + 2) >> 2)"
    yield (
        f"(CASE WHEN o.located = 1 AND n.located = 1 THEN {weights.distance} *"
        f" {most}(0, 1000 - {metres} {div} 60) {div} 1000 ELSE {weights.no_distance} END)"
    )
    yield (
        f"(CASE WHEN (o.told = 1 AND n.told = 1) OR (r.season = 0 AND o.told = 0 AND n.told = 0)"
        f" THEN {weights.months} * (1000 * {bits('o.months & n.months')} {div} {bits('n.months')})"
        f" {div} 1000 ELSE {weights.no_months} END)"
    )
    yield f"({weights.social} * {most}(o.social, n.social) {div} 1000)"
    age = f"{most}(o.age, n.age)"
    fresh = f"(CASE WHEN {age} >= 0 THEN 1000 * (365 - {most}(14, {age})) {div} 351 ELSE 0 END)"
    known = f"((CASE WHEN o.rate >= 0 THEN 1 ELSE 0 END) + (CASE WHEN n.rate >= 0 THEN 1 ELSE 0 END) + (CASE WHEN {age} >= 0 THEN 1 ELSE 0 END))"
    yield (
        f"(CASE WHEN {known} = 0 THEN {weights.no_responsiveness} ELSE {weights.responsiveness} *"
        f" (({most}(o.rate, 0) + {most}(n.rate, 0) + {fresh}) {div} {known}) {div} 1000 END)"
    )
    yield f"({weights.themes} * {least}(1000, 500 * {bits('o.themes & n.themes')}) {div} 1000)"
