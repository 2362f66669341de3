"""Postings of the fictitious organisations, drawn from the templates of their trade."""

from collections.abc import Iterable
from decimal import Decimal

from cooperation.services.demonstration.curated_files import CapabilityRow, PostingRow
from cooperation.services.demonstration.drawing import draw_for, round_quantity
from cooperation.services.demonstration.organisations import SOURCE
from cooperation.services.demonstration.trade_files import KnowHow, Template, Trades
from pacte.services.organisation_files import OrganisationRow

CENT = Decimal("0.01")
OWN = "own"


def fictitious_postings(
    trades: Trades, organisations: Iterable[OrganisationRow], curated: Iterable[PostingRow]
) -> tuple[PostingRow, ...]:
    """Return the drawn postings; what is written by hand stands for a drawn one."""
    trade_of = {name.key: name.trade for name in trades.names}
    by_hand = {row.key for row in curated}
    drawn = (
        _posting(template, organisation)
        for organisation in organisations
        for template in trades.templates
        if template.trade == trade_of[organisation.key]
        and draw_for("share", organisation.key, *_name(template)).random() < template.share
    )
    return tuple(row for row in drawn if row.key not in by_hand)


def _name(template: Template) -> tuple[str, str]:
    return template.direction, template.resource


def _posting(template: Template, organisation: OrganisationRow) -> PostingRow:
    rng = draw_for("posting", organisation.key, *_name(template))
    price = _price(template, rng.random())
    quantity = round_quantity(rng, *template.quantity, template.unit) if template.quantity else None
    return PostingRow(
        organisation=organisation.key,
        direction=template.direction,
        resource=template.resource,
        title=template.title,
        description=template.description,
        quantity=None if rng.random() < 0.04 else quantity,
        unit=template.unit,
        period=template.period,
        months=template.months,
        price_mode=template.price_mode,
        price=price,
        logistics=template.logistics,
        distance=template.distance and template.distance + rng.choice((0, 0, 5, 10)),
        answer=template.answer,
        labels=_labels(template, organisation),
    )


def _price(template: Template, share: float) -> Decimal | None:
    if template.price is None:
        return None
    least, most = template.price
    between = least + (most - least) * Decimal(str(round(share, 3)))
    return between.quantize(CENT)


def _labels(template: Template, organisation: OrganisationRow) -> tuple[str, ...]:
    if OWN in template.labels:
        return organisation.labels
    return template.labels


def fictitious_capabilities(
    trades: Trades, organisations: Iterable[OrganisationRow]
) -> tuple[CapabilityRow, ...]:
    """Return the know-how drawn for the fictitious organisations."""
    trade_of = {name.key: name.trade for name in trades.names}
    return tuple(
        _capability(known, organisation)
        for organisation in organisations
        for known in trades.know_how
        if known.trade == trade_of[organisation.key]
        and draw_for("know-how", organisation.key, known.transformation).random() < known.share
    )


def _capability(known: KnowHow, organisation: OrganisationRow) -> CapabilityRow:
    rng = draw_for("capacity", organisation.key, known.transformation)
    return CapabilityRow(
        organisation=organisation.key,
        transformation=known.transformation,
        capacity=round_quantity(rng, *known.capacity, known.unit),
        unit=known.unit,
        source=SOURCE,
        is_fictitious=True,
    )
