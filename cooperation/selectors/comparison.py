"""Two to four organisations side by side."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cooperation.enums import Direction
from cooperation.models import Posting
from pacte.locator import distance_km
from pacte.models import Organisation

LEAST, MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared of an organisation; ``distance`` is from whoever compares."""

    organisation: Organisation
    offers: tuple[Posting, ...]
    needs: tuple[Posting, ...]
    distance: float | None


def compare(slugs: Sequence[str], *, near: Organisation | None) -> list[Compared]:
    """Return the published organisations named, in the order given, four at most."""
    wanted = list(dict.fromkeys(slugs))[:MOST]
    found = Organisation.objects.public().filter(slug__in=wanted).with_card()
    rows = {row.slug: row for row in found}
    chosen = [rows[slug] for slug in wanted if slug in rows]
    postings: dict[tuple[int, str], list[Posting]] = defaultdict(list)
    for posting in Posting.objects.public().filter(organisation__in=chosen).order_by("pk"):
        postings[posting.organisation_id, posting.direction].append(posting)
    return [
        Compared(
            organisation=row,
            offers=tuple(postings[row.pk, Direction.OFFER]),
            needs=tuple(postings[row.pk, Direction.NEED]),
            distance=_distance(row, near),
        )
        for row in chosen
    ]


def _distance(row: Organisation, near: Organisation | None) -> float | None:
    if near is None or near.pk == row.pk or not (row.coordinates and near.coordinates):
        return None
    return distance_km(near.coordinates, row.coordinates)
