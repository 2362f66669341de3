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
NAMED = 24
"""Organisations whose name is written in the picture: the most linked ones."""
SHORT = 26

FAMILIES: tuple[tuple[str, frozenset[str]], ...] = (
    ("social", frozenset({K.SIAE, K.ESS})),
    ("food", frozenset({K.PRODUCER, K.CATERING, K.KITCHEN, K.MARKET})),
    ("circular", frozenset({K.CIRCULAR})),
    ("public", frozenset({K.EPCI, K.PUBLIC, K.CHAMBER, K.EMPLOYMENT, K.TRAINING, K.RESEARCH})),
)
OTHER = "business"


@dataclass(frozen=True, slots=True)
class Node:
    """A shape: an organisation by its family, a theme or a shared place."""

    x: int
    y: int
    family: str
    title: str
    label: str
    url: str

    @property
    def label_y(self) -> int:
        return self.y - 14

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
    spots = {key: _spot(*place) for key, place in view.positions.items()}
    ranked = sorted(spots, key=lambda key: (-view.degrees.get(key, 0), key))
    organisations = [key for key in ranked if _kind(key) == graph.ORGANISATION]
    named = set(organisations[:NAMED])
    nodes = [_node(view, key, spots[key], named) for key in sorted(spots)]
    edges = [
        Edge(*spots[start], *spots[end], data["kind"], _edge_title(view, start, end, data))
        for start, end, data in view.drawn.edges(data=True)
    ]
    return Picture(nodes, sorted(edges, key=lambda edge: edge.kind == "cooperates"))


def family_of(actor: Actor) -> str:
    """Return the family of an organisation: the first that one of its kinds belongs to."""
    found = (family for family, kinds in FAMILIES if kinds & actor.kinds)
    return next(found, OTHER)


def _spot(x: float, y: float) -> tuple[int, int]:
    width, height = WIDTH - 2 * MARGIN_X, HEIGHT - 2 * MARGIN_Y
    return round(MARGIN_X + x * width), round(MARGIN_Y + y * height)


def _kind(key: str) -> str:
    return key.partition(":")[0]


def _node(view: NetworkView, key: str, spot: tuple[int, int], named: set[str]) -> Node:
    kind, _colon, ident = key.partition(":")
    if kind != graph.ORGANISATION:
        name = view.names.get(key, ident)
        return Node(*spot, kind, name, name, _hub_url(kind, ident))
    party, actor = view.parties[int(ident)], view.actors[int(ident)]
    kinds = ", ".join(sorted(view.names.get(f"kind:{code}", code) for code in actor.kinds))
    title = f"{party.name} – {kinds}" if kinds else party.name
    if party.is_fictitious:
        title = _("%(title)s (fictif)") % {"title": title}
    label = shorten(party.name) if key in named else ""
    url = reverse("pacte:organisation", args=[party.slug])
    return Node(*spot, family_of(actor), title, label, url)


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
