"""The picture of the network: shapes, words and lines, ready for a template."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation.matching import graph
from cooperation.matching.types import Actor
from cooperation.selectors.network import NetworkView
from cooperation.wording.postings import resource_label
from pacte.enums import OrganisationKind as K

WIDTH, HEIGHT = 1100, 760
MARGIN_X, MARGIN_Y = 90, 40
NAMED = 36
"""Names written in the picture at most; all are in the titles and in the table."""
SHORT = 30
ABOVE, BELOW = -14, 22
"""Where the line of a name stands, from the middle of its shape."""
LETTER = 7.5
"""Width of a letter, in pixels, when names are kept apart."""
OPENING = 0.65
"""Part of the rank in a coordinate, the rest being the layout's own."""

FAMILIES: tuple[tuple[str, frozenset[str]], ...] = (
    ("social", frozenset({K.SIAE, K.ESS})),
    ("food", frozenset({K.PRODUCER, K.CATERING, K.KITCHEN, K.MARKET})),
    ("circular", frozenset({K.CIRCULAR})),
    ("public", frozenset({K.EPCI, K.PUBLIC, K.CHAMBER, K.EMPLOYMENT, K.TRAINING, K.RESEARCH})),
)
OTHER = "business"

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Node:
    """A shape: an organisation by its family, a theme or a shared place."""

    x: int
    y: int
    family: str
    title: str
    label: str
    label_y: int
    url: str

    @property
    def points(self) -> str:
        """Corners of the shape, for the families that have some."""
        corners = CORNERS.get(self.family, ())
        return " ".join(f"{self.x + dx},{self.y + dy}" for dx, dy in corners)


CORNERS: dict[str, tuple[tuple[int, int], ...]] = {
    "food": ((-7, -7), (7, -7), (7, 7), (-7, 7)),
    "circular": ((0, -10), (10, 0), (0, 10), (-10, 0)),
    "public": ((0, -10), (9, 7), (-9, 7)),
    "business": ((-5, -8), (5, -8), (10, 0), (5, 8), (-5, 8), (-10, 0)),
    "theme": ((0, -12), (3, -4), (12, -4), (5, 2), (8, 11), (0, 5), (-8, 11), (-5, 2), (-12, -4),
              (-3, -4)),
    "place": ((-11, 9), (-11, -3), (0, -12), (11, -3), (11, 9)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two shapes."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the drawing holds, in the order in which it is drawn."""

    nodes: list[Node]
    edges: list[Edge]
    width: int = WIDTH
    height: int = HEIGHT


def draw(view: NetworkView) -> Picture:
    """Draw a network: every node has a shape, a title and a link; the main ones a name."""
    spots = spread(view.positions)
    ranked = sorted(spots, key=lambda key: (_is_organisation(key), -view.degrees.get(key, 0), key))
    named = _named({key: _label(view, key) for key in ranked}, spots)
    nodes = [_node(view, key, spots[key], named.get(key, ("", 0))) for key in sorted(spots)]
    edges = [
        Edge(*spots[start], *spots[end], data["kind"], _edge_title(view, start, end, data))
        for start, end, data in view.drawn.edges(data=True)
    ]
    return Picture(nodes, sorted(edges, key=lambda edge: edge.kind == "cooperates"))


def spread(positions: dict[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """Bring the layout to pixels, opening the crowd in its middle: most of each coordinate is a rank."""
    columns, rows = (
        _opened({key: spot[axis] for key, spot in positions.items()}) for axis in (0, 1)
    )
    width, height = WIDTH - 2 * MARGIN_X, HEIGHT - 2 * MARGIN_Y
    return {
        key: (round(MARGIN_X + columns[key] * width), round(MARGIN_Y + rows[key] * height))
        for key in positions
    }


def _opened(values: dict[str, float]) -> dict[str, float]:
    """Blend each value with its rank, so that outliers do not crush the others."""
    last = max(len(values) - 1, 1)
    ranked = sorted(values, key=lambda key: (values[key], key))
    return {
        key: OPENING * rank / last + (1 - OPENING) * values[key] for rank, key in enumerate(ranked)
    }


def _named(labels: dict[str, str], spots: dict[str, tuple[int, int]]) -> dict[str, tuple[str, int]]:
    """Place the names that hide nothing, above or below their shape, in the order given."""
    kept: dict[str, tuple[str, int]] = {}
    boxes = [_around(spot) for spot in spots.values()]
    names: list[Box] = []
    for key, label in labels.items():
        (x, y), half = spots[key], len(label) * LETTER / 2
        if len(kept) == NAMED or x < half or x > WIDTH - half:
            continue
        for dy in (ABOVE, BELOW):
            box = (x - half, y + dy - 12, x + half, y + dy + 4)
            hidden = names if not _is_organisation(key) else [*names, *boxes]
            if not any(_overlap(box, other) for other in hidden):
                kept[key] = (label, y + dy)
                names.append(box)
                break
    return kept


def _around(spot: tuple[int, int]) -> Box:
    x, y = spot
    return (x - 9, y - 9, x + 9, y + 9)


def _overlap(one: Box, other: Box) -> bool:
    apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    return not apart


def _is_organisation(key: str) -> bool:
    return key.startswith(f"{graph.ORGANISATION}:")


def _label(view: NetworkView, key: str) -> str:
    return shorten(_name(view, key)) if _is_organisation(key) else _name(view, key)


def family_of(actor: Actor) -> str:
    """Return the family of an organisation: the first that one of its kinds belongs to."""
    found = (family for family, kinds in FAMILIES if kinds & actor.kinds)
    return next(found, OTHER)


def _node(view: NetworkView, key: str, spot: tuple[int, int], label: tuple[str, int]) -> Node:
    kind, _colon, ident = key.partition(":")
    if kind != graph.ORGANISATION:
        name = view.names.get(key, ident)
        return Node(*spot, kind, name, *label, _hub_url(kind, ident))
    party, actor = view.parties[int(ident)], view.actors[int(ident)]
    kinds = ", ".join(sorted(view.names.get(f"kind:{code}", code) for code in actor.kinds))
    title = f"{party.name} – {kinds}" if kinds else party.name
    if party.is_fictitious:
        title = _("%(title)s (fictif)") % {"title": title}
    url = reverse("pacte:organisation", args=[party.slug])
    return Node(*spot, family_of(actor), title, *label, url)


def shorten(name: str) -> str:
    """Cut a name that would hide its neighbours."""
    return name if len(name) <= SHORT else f"{name[: SHORT - 1].rstrip()}…"


def _hub_url(kind: str, ident: str) -> str:
    return reverse("pacte:theme", args=[ident]) if kind == graph.THEME else ""


def _edge_title(view: NetworkView, start: str, end: str, data: dict[str, str]) -> str:
    values = {
        "start": _name(view, start),
        "end": _name(view, end),
        "resource": resource_label(data.get("resource", "")),
    }
    if data["kind"] == "cooperates":
        return _("%(start)s → %(end)s : %(resource)s") % values
    if data["kind"] == "committed":
        return _("%(start)s s’engage : %(end)s") % values
    return _("%(start)s est au %(end)s") % values


def _name(view: NetworkView, key: str) -> str:
    kind, _colon, ident = key.partition(":")
    if kind == graph.ORGANISATION:
        return view.parties[int(ident)].name
    return view.names.get(key, ident)
