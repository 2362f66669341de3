"""Two plans side by side: what a trial brings, and what it costs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cooperation.wording.postings import resource_label
from cooperation.wording.season_plans import (
    kilometres,
    kilos,
    percent,
    points,
    share,
    signed,
    tonne_kilometres,
)
from cooperation.wording.season_result import Figures


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before, after, and what changes."""

    label: str
    before: str
    after: str
    change: str


def comparison(before: Figures, after: Figures) -> list[Change]:
    """Put two plans side by side: the whole, then the products that change."""
    return [*_whole(before, after), *_products(before, after)]


def _whole(before: Figures, after: Figures) -> list[Change]:
    one, two = before.total, after.total
    weights = (
        (_("Quantité demandée"), one.wanted, two.wanted, kilos),
        (_("Quantité servie"), one.served, two.served, kilos),
        (_("Poids par kilomètre"), one.gram_metres, two.gram_metres, tonne_kilometres),
        (
            _("Kilomètres de camionnette (estimation)"),
            before.trip_metres,
            after.trip_metres,
            kilometres,
        ),
    )
    rows = [
        Change(label, word(old), word(new), signed(new - old, word(abs(new - old))))
        for label, old, new, word in weights
    ]
    shares = (
        (_("Part servie"), "served"),
        (_("Part locale"), "local"),
        (_("Part durable et de qualité"), "quality"),
        (_("Part biologique"), "organic"),
    )
    return rows + [
        _share_change(label, getattr(one, name), one.wanted, getattr(two, name), two.wanted)
        for label, name in shares
    ]


def _share_change(label: str, part: int, whole: int, new_part: int, new_whole: int) -> Change:
    return Change(
        label,
        percent(part, whole),
        percent(new_part, new_whole),
        points(share(part, whole), share(new_part, new_whole)),
    )


def _products(before: Figures, after: Figures) -> list[Change]:
    return [
        _share_change(resource_label(code), old[1], old[0], new[1], new[0])
        for code in sorted({*before.products, *after.products})
        for old, new in ((before.of_product(code), after.of_product(code)),)
        if old != new
    ]
