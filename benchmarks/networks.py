"""Synthetic networks: the same draw as frozen rows, for the slow paths, and as columns, at scale.

Fictitious throughout: 177 communes in a disc of 35 km, 500 resources of the taxonomy, the popular
ones far more frequent (Zipf's law, as communes), five postings an organisation, some data missing. *Dense*: everyone in one territory. *By territory*: 10,000
organisations in each, far from the others, every reach stated.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cooperation import knowledge
from cooperation.matching import columns, distance, quantities
from cooperation.matching.columns.building import tables
from cooperation.matching.columns.encoding import HALF, LAST_ACTOR, LAST_DAY, Encoder
from cooperation.matching.columns.layout import ALL, EVERYWHERE, ROW
from cooperation.matching.columns.sorting import square_reach
from cooperation.matching.context import build as context_of
from cooperation.matching.tables import TABLE
from cooperation.matching.types import (
    Actor,
    Capability,
    Direction,
    Network,
    Period,
    Place,
    Posting,
)

TODAY = date(2026, 11, 1)
POSTINGS_EACH = 5
COMMUNES = 177
RESOURCES = 500
IN_A_TERRITORY = 10_000
KINDS = ("producer", "catering", "siae", "craft", "company", "circular")
LABELS = ("organic", "quality")
THEMES = ("food", "waste", "jobs", "housing", "energy", "mobility")
RADII = (None, 10, 20, 30, 50)
DISTANCES = (None, None, None, None, 10, 30)
MONTHS = (0, 0, 0b000111111000, 0b111000000111, 0xFFF)
PERIODS = (Period.MONTH, Period.WEEK, Period.YEAR, Period.ONE_OFF)
SETS = 12
Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Draw:
    """What was drawn: one array for each attribute, of organisations (``a_``) or of postings."""

    places: tuple[Place, ...]
    served: tuple[frozenset[str], ...]
    resources: tuple[str, ...]
    a: dict[str, Numbers]
    p: dict[str, Numbers]


def draw(organisations: int, *, seed: int = 2026, by_territory: bool = False) -> Draw:
    """Draw a network."""
    rng = np.random.default_rng(seed)
    count = -(-organisations // IN_A_TERRITORY) if by_territory else 1
    places = tuple(place for number in range(count) for place in _communes(rng, number))
    every = sorted(knowledge.load().resources)
    step = len(every) / RESOURCES
    insee = [place.insee for place in places]
    served = tuple(frozenset(rng.choice(insee, 25, replace=False).tolist()) for _ in range(SETS))
    return Draw(
        places=places,
        served=served,
        resources=tuple(every[int(place * step)] for place in range(RESOURCES)),
        a=_organisations(rng, organisations, by_territory),
        p=_postings(rng, organisations),
    )


def _communes(rng: np.random.Generator, number: int) -> list[Place]:
    """Draw the communes of a territory; each territory is 5° or more from the others."""
    far, turn = 35 / 111 * np.sqrt(rng.random(COMMUNES)), 2 * np.pi * rng.random(COMMUNES)
    north, east = 30.0 + 5 * (number // 8), 5 * (number % 8)
    return [
        Place(
            insee=f"{number:03d}{rank:03d}",
            latitude=round(float(north + far[rank] * np.cos(turn[rank])), 4),
            longitude=round(float(east + far[rank] * np.sin(turn[rank]) * 1.2), 4),
        )
        for rank in range(COMMUNES)
    ]


def _organisations(rng: np.random.Generator, size: int, by_territory: bool) -> dict[str, Numbers]:
    """Draw the attributes of the organisations."""
    weight = 1 / np.arange(1, COMMUNES + 1)
    home = rng.choice(COMMUNES, size, p=weight / weight.sum())
    territory = np.arange(size) // IN_A_TERRITORY if by_territory else np.zeros(size, np.int64)
    return {
        "place": home + COMMUNES * territory,
        "kind": np.where(rng.random(size) < 0.05, -1, rng.integers(0, len(KINDS), size)),
        "labels": rng.choice(4, size, p=[0.8, 0.12, 0.05, 0.03]),
        "themes": rng.choice(1 << len(THEMES), size),
        "social": rng.choice(3, size, p=[0.81, 0.15, 0.04]),
        "rate": np.where(rng.random(size) < 0.5, -1, rng.integers(200, 1001, size)),
        "radius": rng.integers(1 if by_territory else 0, len(RADII), size),
        "served": np.where(rng.random(size) < (0 if by_territory else 0.03), rng.integers(0, SETS, size), -1),
    }  # fmt: skip


def _postings(rng: np.random.Generator, organisations: int) -> dict[str, Numbers]:
    """Draw the attributes of the postings."""
    size = organisations * POSTINGS_EACH

    def some(share: float, values: Numbers) -> Numbers:
        """Keep a share of values, -1 elsewhere."""
        return np.where(rng.random(size) < share, values, -1)

    return {
        "actor": np.repeat(np.arange(organisations), POSTINGS_EACH),
        "need": rng.integers(0, 2, size),
        "resource": rng.permutation(RESOURCES)[rng.choice(RESOURCES, size, p=_popularity())],
        "quantity": some(0.8, np.exp(rng.normal(4, 1.2, size)).astype(np.int64) + 1),
        "unit": rng.random(size) < 0.9,
        "period": rng.choice(len(PERIODS), size, p=[0.4, 0.3, 0.2, 0.1]),
        "lot": some(0.1, rng.integers(1, 50, size)),
        "starts": some(0.2, rng.integers(0, 90, size)),
        "ends": some(0.2, rng.integers(30, 300, size)),
        "months": rng.integers(0, len(MONTHS), size),
        "distance": rng.integers(0, len(DISTANCES), size),
        "required": rng.choice(4, size, p=[0.9, 0.06, 0.03, 0.01]),
        "held": rng.choice(4, size, p=[0.75, 0.15, 0.07, 0.03]),
        "allowed": np.where(rng.random(size) < 0.05, rng.integers(0, len(KINDS), size), -1),
        "age": some(0.9, rng.integers(0, 300, size)),
    }


def _popularity() -> Numbers:
    """Give the share of each resource: some are asked far more than others (Zipf's law)."""
    weight = 1 / np.arange(1, RESOURCES + 1)
    return np.asarray(weight / weight.sum())


def _named(mask: int, names: tuple[str, ...]) -> frozenset[str]:
    """Give the names of a mask."""
    return frozenset(name for place, name in enumerate(names) if mask >> place & 1)


def network(drawn: Draw) -> Network:
    """Write a draw as frozen rows."""
    known = knowledge.load()
    a = {name: values.tolist() for name, values in drawn.a.items()}
    p = {name: values.tolist() for name, values in drawn.p.items()}
    return Network(
        knowledge=known,
        actors=tuple(_actor(drawn, a, place) for place in range(len(a["place"]))),
        postings=tuple(_posting(drawn, known, p, place) for place in range(len(p["actor"]))),
    )


def _actor(drawn: Draw, a: dict[str, list[Any]], at: int) -> Actor:
    return Actor(
        id=at + 1,
        name=f"Organisation {at + 1}",
        kinds=_one(a["kind"][at]),
        siae_type="ei" if a["social"][at] == 2 else "",
        is_social=a["social"][at] > 0,
        place=drawn.places[a["place"][at]],
        service_radius_km=RADII[a["radius"][at]],
        service_communes=drawn.served[a["served"][at]] if a["served"][at] >= 0 else frozenset(),
        labels=_named(a["labels"][at], LABELS),
        themes=_named(a["themes"][at], THEMES),
        answer_rate=None if a["rate"][at] < 0 else a["rate"][at],
    )


def _one(kind: int) -> frozenset[str]:
    return frozenset() if kind < 0 else frozenset({KINDS[kind]})


def _posting(drawn: Draw, known: knowledge.Knowledge, p: dict[str, list[Any]], at: int) -> Posting:
    resource = known.resources[drawn.resources[p["resource"][at]]]

    def day(name: str, sign: int = 1) -> date | None:
        return None if p[name][at] < 0 else TODAY + timedelta(sign * p[name][at])

    def number(name: str) -> Decimal | None:
        return None if p[name][at] < 0 else Decimal(p[name][at])

    return Posting(
        id=at + 1,
        actor_id=p["actor"][at] + 1,
        direction=Direction.NEED if p["need"][at] else Direction.OFFER,
        resource=resource.code,
        quantity=number("quantity"),
        unit=resource.unit if p["unit"][at] else "",
        period=PERIODS[p["period"][at]],
        minimum_lot=number("lot"),
        starts=day("starts"),
        ends=day("ends"),
        months=MONTHS[p["months"][at]],
        max_distance_km=DISTANCES[p["distance"][at]],
        labels_required=_named(p["required"][at], LABELS),
        labels_held=_named(p["held"][at], LABELS),
        kinds_may_answer=_one(p["allowed"][at]),
        published_on=day("age", -1),
    )


def laid_out(drawn: Draw) -> columns.Columns:
    """Write a draw as columns, without a row object: what :func:`columns.build` gives, faster."""
    known = knowledge.load()
    encoder = Encoder(context_of(Network(knowledge=known), TODAY, TABLE))
    for place in drawn.places:
        encoder.commune(place)
    rows = _records(drawn, known, encoder)
    need = drawn.p["need"] == 1
    none = np.zeros(0, ROW)
    shared = tables(known, encoder)
    return columns.assemble([rows[~need], rows[need], none, none.copy()], shared, TABLE)


def _records(drawn: Draw, known: knowledge.Knowledge, encoder: Encoder) -> Numbers:
    """Fill the records."""
    a, p = drawn.a, drawn.p
    who = p["actor"]
    rows = np.zeros(len(who), ROW)
    rows["tie"] = (LAST_ACTOR - (who + 1)) << 32 | (HALF - 1 - np.arange(1, len(who) + 1))
    _measure(drawn, known, encoder, rows)
    _reach(drawn, encoder, rows)
    labels = np.array([encoder.labels.mask(_named(mask, LABELS)) for mask in range(4)])
    themes = [_named(mask, THEMES) for mask in range(1 << len(THEMES))]
    kinds = np.array([*(encoder.kinds.mask(_one(kind)) for kind in range(len(KINDS))), ALL])
    rows["required"] = labels[p["required"]]
    rows["held"] = np.where(p["held"] == 0, ALL, labels[p["held"]] | labels[a["labels"][who]])
    rows["allowed"], rows["kinds"] = kinds[p["allowed"]], kinds[a["kind"][who]]
    rows["themes"] = np.array([encoder.themes.mask(row) for row in themes])[a["themes"][who]]
    points = np.array([distance.point(place) for place in drawn.places])
    for place, axis in enumerate("xyz"):
        rows[axis] = points[a["place"][who], place]
    today = TODAY.toordinal()
    rows["start"] = today + np.maximum(0, p["starts"])
    rows["end"] = np.where(p["ends"] < 0, LAST_DAY, today + p["ends"])
    told = np.array(MONTHS)[p["months"]]
    rows["months"], rows["told"] = np.where(told == 0, 0xFFF, told), told != 0
    rows["age"], rows["rate"] = p["age"], a["rate"][who]
    rows["social"] = np.array([0, 700, 1000])[a["social"][who]]
    rows["likelihood"], rows["located"] = 1000, 1
    return rows


def _measure(drawn: Draw, known: knowledge.Knowledge, encoder: Encoder, rows: Numbers) -> None:
    """Fill what is measured."""
    p = drawn.p
    codes = np.array([encoder.resources[code] for code in drawn.resources])
    found = [quantities.reference(known, code, known.resources[code].unit) for code in drawn.resources]  # fmt: skip
    factor = np.array([quantities.counted(Decimal(1), worth) for _, worth in found])[p["resource"]]
    unit = np.array([encoder.dimensions[name] for name, _ in found])[p["resource"]]
    rows["resource"] = codes[p["resource"]]
    rows["unit"] = np.where(p["unit"], unit, 0)
    rows["allows"] = p["unit"]
    bits = np.array([mask.bit_count() or 12 for mask in MONTHS])[p["months"]]
    weekly, yearly = p["period"] == 1, p["period"] == 2
    told = p["unit"] & (p["quantity"] >= 0)
    stated = p["quantity"] * factor
    once = np.where(weekly, stated * 13 // 3, stated)
    rows["once"] = np.where(told, once, -1)
    rows["amount"] = np.where(told, np.where(yearly, once // bits, once), -1)
    rows["lot"] = np.where(p["unit"] & (p["lot"] >= 0), p["lot"] * factor, -1)


def _reach(drawn: Draw, encoder: Encoder, rows: Numbers) -> None:
    """Fill the areas."""
    a, who = drawn.a, drawn.p["actor"]
    own = drawn.p["distance"] >= DISTANCES.count(None)
    squares = [np.array([-1 if km is None else square_reach(km) for km in kms]) for kms in (DISTANCES, RADII)]  # fmt: skip
    reach = np.where(own, squares[0][drawn.p["distance"]], squares[1][a["radius"][who]])
    areas = np.array([*(encoder.areas.number(codes) - 1 for codes in drawn.served), -1])
    rows["area"] = np.where(own, -1, areas[a["served"][who]])
    rows["reach"] = np.where((reach < 0) & (rows["area"] < 0), EVERYWHERE, reach)
    rows["insee"] = a["place"][who]


def synthetic(organisations: int, *, seed: int = 2026) -> Network:
    """Make a dense network of frozen rows, with some know-hows."""
    rng = np.random.default_rng(seed)
    found = network(draw(organisations, seed=seed))
    known = sorted(found.knowledge.transformations)
    capabilities = tuple(
        Capability(actor_id=actor.id, transformation=known[int(rng.integers(len(known)))])
        for actor in found.actors
        if rng.random() < 0.1
    )
    return Network(
        knowledge=found.knowledge,
        actors=found.actors,
        postings=found.postings,
        capabilities=capabilities,
    )
