"""A small map drawn from points, and its text equivalent. Pure.

Positions are projected on a plane tangent at the middle of the points (equirectangular with the
cosine of the latitude): right to a few hundred metres over the hundred kilometres drawn here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, starmap

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
class Outline:
    """A territory on the map: its rings of (latitude, longitude), and whether it stands out."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    level: int = 1


@dataclass(frozen=True)
class MapPath:
    """An outline placed on the drawing, as a path of SVG."""

    data: str
    level: int


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
    paths: tuple[MapPath, ...] = ()


@dataclass(frozen=True)
class Frame:
    """How positions are placed on the drawing."""

    west: float
    north: float
    left: float
    top: float
    scale: float
    shrink: float
    tall: float

    @classmethod
    def around(cls, places: Sequence[tuple[float, float]]) -> "Frame":
        """Fit the drawing to some (latitude, longitude)."""
        north = max(latitude for latitude, _longitude in places)
        south = min(latitude for latitude, _longitude in places)
        shrink = math.cos(math.radians((north + south) / 2))
        xs = [longitude * shrink for _latitude, longitude in places]
        width, height = max(max(xs) - min(xs), 1e-6), max(north - south, 1e-6)
        scale = min((WIDTH - 2 * MARGIN) / width, (HEIGHTS[1] - 2 * MARGIN) / height)
        tall = max(height * scale + 2 * MARGIN, HEIGHTS[0])
        left, top = (WIDTH - width * scale) / 2, (tall - height * scale) / 2
        return cls(min(xs), north, left, top, scale, shrink, tall)

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        x = self.left + (longitude * self.shrink - self.west) * self.scale
        return round(x, 1), round(self.top + (self.north - latitude) * self.scale, 1)

    def path(self, rings: Sequence[Sequence[tuple[float, float]]]) -> str:
        """Write rings as a path; what is smaller than the pen is left out."""
        drawn = ([place for place, _ in groupby(starmap(self.place, ring))] for ring in rings)
        return "".join(
            f"M{' '.join(f'{x:g} {y:g}' for x, y in ring)}Z" for ring in drawn if len(ring) > 3
        )


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


def draw(points: Sequence[Point], outlines: Sequence[Outline] = ()) -> LocatorMap | None:
    """Place points and outlines on a drawing of a fixed width; nothing without points."""
    if not points:
        return None
    frame = Frame.around(
        [(point.latitude, point.longitude) for point in points]
        + [place for outline in outlines for ring in outline.rings for place in ring]
    )
    dots = [
        Dot(
            *frame.place(point.latitude, point.longitude),
            radius_of(point.weight, point.level),
            point.name,
            point.level,
        )
        for point in points
    ]
    ordered = tuple(sorted(dots, key=lambda dot: (dot.level, -dot.radius, dot.name)))
    paths = tuple(MapPath(frame.path(row.rings), row.level) for row in outlines)
    return LocatorMap(
        WIDTH, round(frame.tall, 1), ordered, label_dots(ordered), *_scale_bar(frame.scale), paths
    )


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
    fitting = [km for km in candidates if round(km * pixels_a_km, 1) <= WIDTH / 3]
    return (fitting[-1], round(fitting[-1] * pixels_a_km, 1)) if fitting else (0, 0.0)
