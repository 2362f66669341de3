"""Where boxes and arrows stand in the picture of the flows of a shared place: pure geometry.

Three columns: who gives from outside, who is there, who receives outside. Sizes are in pixels
of a picture that scrolls, so that words stay readable on a telephone.
"""

import textwrap
from dataclasses import dataclass

from cooperation.selectors.flows import Flow, PlaceFlows
from cooperation.wording.postings import resource_label
from pacte.models import Organisation

BOX_WIDTH = 184
BOX_HEIGHT = 46
ROW = 62
TOP = 40
GAP = 100
MARGIN = 12
BADGE = 22
"""Room that the number of an arrow takes."""
COLUMNS = (MARGIN, MARGIN + BOX_WIDTH + GAP, MARGIN + 2 * (BOX_WIDTH + GAP))
LINE = 25
"""Characters that a line of a box holds."""


@dataclass(frozen=True, slots=True)
class Box:
    """An organisation in the picture."""

    organisation: Organisation
    x: int
    y: int
    here: bool
    lines: tuple[str, ...]

    @property
    def middle(self) -> int:
        return self.y + BOX_HEIGHT // 2

    @property
    def text_x(self) -> int:
        return self.x + BOX_WIDTH // 2

    @property
    def text_lines(self) -> list[tuple[int, str]]:
        """Each line with its baseline."""
        first = self.middle + 5 - 8 * (len(self.lines) - 1)
        return [(first + 16 * rank, line) for rank, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A flow in the picture, with the number of its row in the table."""

    flow: Flow
    number: int
    label: str
    path: str
    x: int
    y: int

    @property
    def text_y(self) -> int:
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and arrows, ready to draw."""

    boxes: list[Box]
    arrows: list[Arrow]
    width: int
    height: int
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT
    left: int = COLUMNS[0] + BOX_WIDTH // 2
    middle: int = COLUMNS[1] + BOX_WIDTH // 2
    right: int = COLUMNS[2] + BOX_WIDTH // 2


def draw(found: PlaceFlows) -> Diagram:
    """Place the organisations that a flow touches, and the arrows between them."""
    here = {row.pk for row in found.occupants}
    flows = found.flows
    givers = _parties([f.giver for f in flows if f.giver.pk not in here])
    receivers = _parties([f.receiver for f in flows if f.receiver.pk not in here])
    touched = {pk for f in flows for pk in (f.giver.pk, f.receiver.pk)}
    inside = [row for row in found.occupants if row.pk in touched]
    rows = max(len(givers), len(inside), len(receivers), 1)
    columns = [
        _column(parties, rank, rows, here=rank == 1)
        for rank, parties in enumerate((givers, inside, receivers))
    ]
    left, middle, right = ({box.organisation.pk: box for box in column} for column in columns)
    arrows: list[Arrow] = []
    for number, flow in enumerate(flows, start=1):
        start = middle.get(flow.giver.pk) or left[flow.giver.pk]
        end = middle.get(flow.receiver.pk) or right[flow.receiver.pk]
        taken = [(arrow.x, arrow.y) for arrow in arrows]
        arrows.append(_arrow(flow, number, start, end, taken))
    boxes = [box for column in columns for box in column]
    last = COLUMNS[2] + BOX_WIDTH if receivers else COLUMNS[1] + BOX_WIDTH + GAP
    return Diagram(boxes, arrows, last + MARGIN, TOP + rows * ROW)


def _parties(rows: list[Organisation]) -> list[Organisation]:
    """Keep each organisation once, in alphabetical order."""
    return sorted({row.pk: row for row in rows}.values(), key=lambda row: (row.name, row.pk))


def _column(parties: list[Organisation], rank: int, rows: int, *, here: bool) -> list[Box]:
    """Spread a column over the height of the tallest one."""
    step = rows * ROW // max(len(parties), 1)
    return [
        Box(row, COLUMNS[rank], TOP + place * step + (step - ROW) // 2, here, _lines(row.name))
        for place, row in enumerate(parties)
    ]


def _lines(name: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, LINE, max_lines=2, placeholder="…"))


def _arrow(flow: Flow, number: int, start: Box, end: Box, taken: list[tuple[int, int]]) -> Arrow:
    """Join two boxes: straight across columns, round the side within one."""
    label = resource_label(flow.resource)
    x1, y1, y2 = start.x + BOX_WIDTH, start.middle, end.middle
    if start.x == end.x:
        bend = x1 + GAP * 2 // 3
        path = f"M{x1} {y1 + 6} C{bend} {y1} {bend} {y2} {x1} {y2 - 6}"
        x, y = _free(x1 + GAP // 2 - 4, (y1 + y2) // 2, 0, BADGE, taken)
        return Arrow(flow, number, label, path, x, y)
    half = (x1 + end.x) // 2
    path = f"M{x1} {y1} C{half} {y1} {half} {y2} {end.x} {y2}"
    if start.here:
        x, y = _free(end.x - BADGE, y2, -BADGE, 0, taken)
    else:
        x, y = _free(x1 + BADGE, y1, BADGE, 0, taken)
    return Arrow(flow, number, label, path, x, y)


def _free(x: int, y: int, dx: int, dy: int, taken: list[tuple[int, int]]) -> tuple[int, int]:
    """Move a number, near the end outside, until it hides no other."""
    while any(abs(x - left) < BADGE and abs(y - top) < BADGE for left, top in taken):
        x, y = x + dx, y + dy
    return x, y
