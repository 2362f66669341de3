"""A small map drawn from points, and its text equivalent. Pure.

Positions are projected on a plane tangent at the middle of the points (equirectangular with the
cosine of the latitude): right to a few hundred metres over the hundred kilometres drawn here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

EARTH_KM = 6371.0088
WIDTH = 320.0
MARGIN = 14.0
HEIGHTS = (160.0, 320.0)
LETTER, LINE = 7.0, 15.0
MOST_LABELS = 4
DIRECTIONS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


@dataclass(frozen=True)
class Point:
    """Something on the map: where it is, its weight, and whether it stands out."""

    latitude: float
    longitude: float
    name: str = ""
    weight: float = 0.0
    level: int = 0
    """0: around; 1: of the territory shown; 2: the very thing shown."""


@dataclass(frozen=True)
class Dot:
    """A point placed on the drawing."""

    x: float
    y: float
    radius: float
    name: str
    level: int


@dataclass(frozen=True)
class MapLabel:
    """A name written beside a dot; ``after`` says on which side."""

    x: float
    y: float
    text: str
    after: bool
    level: int


@dataclass(frozen=True)
class LocatorMap:
    """A drawing: its size, its dots with the ones that stand out last, and a few names."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    labels: tuple[MapLabel, ...]
    scale_km: int
    scale_width: float


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance between two (latitude, longitude), in kilometres."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def direction(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return the point of the compass, of eight, from a start to an end."""
    east = (end[1] - start[1]) * math.cos(math.radians((start[0] + end[0]) / 2))
    angle = math.degrees(math.atan2(east, end[0] - start[0])) % 360
    return DIRECTIONS[round(angle / 45) % 8]


def radius_of(weight: float, level: int) -> float:
    """Return the radius of a dot: its area grows with its weight; what stands out is never tiny."""
    base = 1.4 + math.sqrt(max(weight, 0.0)) / 45
    return round(min(max(base, (1.4, 2.0, 6.0)[level]), 11.0), 1)


def draw(points: Sequence[Point]) -> LocatorMap | None:
    """Place points on a drawing of a fixed width; nothing without points."""
    if not points:
        return None
    middle = (max(p.latitude for p in points) + min(p.latitude for p in points)) / 2
    shrink = math.cos(math.radians(middle))
    xs = [p.longitude * shrink for p in points]
    ys = [p.latitude for p in points]
    width, height = max(max(xs) - min(xs), 1e-6), max(max(ys) - min(ys), 1e-6)
    inner = WIDTH - 2 * MARGIN
    scale = min(inner / width, (HEIGHTS[1] - 2 * MARGIN) / height)
    tall = max(height * scale + 2 * MARGIN, HEIGHTS[0])
    left, top = (WIDTH - width * scale) / 2, (tall - height * scale) / 2
    dots = [
        Dot(
            round(left + (x - min(xs)) * scale, 1),
            round(top + (max(ys) - y) * scale, 1),
            radius_of(p.weight, p.level),
            p.name,
            p.level,
        )
        for p, x, y in zip(points, xs, ys, strict=True)
    ]
    ordered = tuple(sorted(dots, key=lambda dot: (dot.level, -dot.radius, dot.name)))
    return LocatorMap(WIDTH, round(tall, 1), ordered, label_dots(ordered), *_scale_bar(scale))


def label_dots(dots: Sequence[Dot]) -> tuple[MapLabel, ...]:
    """Name the dots that stand out, then the largest ones, where two names would not overlap."""
    labels: list[MapLabel] = []
    for dot in sorted(dots, key=lambda dot: (-dot.level, -dot.radius, dot.name)):
        label = _label(dot)
        if dot.name and _fits(label) and not any(_overlap(label, other) for other in labels):
            labels.append(label)
        if len(labels) == MOST_LABELS:
            break
    return tuple(labels)


def _label(dot: Dot) -> MapLabel:
    gap = dot.radius + 4
    after = dot.x + gap + LETTER * len(dot.name) <= WIDTH
    x = dot.x + gap if after else dot.x - gap
    return MapLabel(round(x, 1), dot.y, dot.name, after, dot.level)


def _fits(label: MapLabel) -> bool:
    start, end = _extent(label)
    return start >= 0 and end <= WIDTH


def _overlap(one: MapLabel, other: MapLabel) -> bool:
    (a, b), (c, d) = _extent(one), _extent(other)
    return abs(one.y - other.y) < LINE and a < d and c < b


def _extent(label: MapLabel) -> tuple[float, float]:
    width = LETTER * len(label.text)
    return (label.x, label.x + width) if label.after else (label.x - width, label.x)


def _scale_bar(pixels_a_degree: float) -> tuple[int, float]:
    pixels_a_km = pixels_a_degree / (math.radians(1) * EARTH_KM)
    candidates = (1, 2, 5, 10, 20, 50, 100)
    fitting = [km for km in candidates if km * pixels_a_km <= WIDTH / 3]
    return (fitting[-1], round(fitting[-1] * pixels_a_km, 1)) if fitting else (0, 0.0)
