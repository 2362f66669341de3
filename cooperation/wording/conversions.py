"""A quantity said in the unit in which its resource is counted: ``30 pièces ≈ 15 kg``."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.wording.postings import amount, unit_label

DIGITS = 3
"""Significant digits of what is only about right."""


def conversion_sentence(resource_code: str, quantity: Decimal | None, unit: str) -> str:
    """Say what a quantity is worth in the resource's own unit; nothing when it is the same."""
    known = knowledge.load()
    resource = known.resources.get(resource_code)
    if resource is None or unit not in resource.units or unit == resource.unit:
        return ""
    told = Decimal(1) if quantity is None else quantity
    try:
        worth = known.convert(resource_code, told, unit, resource.unit)
    except knowledge.UnitError:
        return ""
    values = {"told": amount(told, unit), "worth": amount(_rounded(worth), resource.unit)}
    return _("%(told)s ≈ %(worth)s") % values


def units_sentence(resource_code: str) -> str:
    """Say in which units a resource is counted."""
    resource = knowledge.load().resources.get(resource_code)
    if resource is None:
        return ""
    names = ", ".join(unit_label(code) for code in resource.units)
    return _("Se compte en %(units)s.") % {"units": names}


def _rounded(value: Fraction) -> Decimal:
    """Round to three significant digits, half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if not exact:
        return exact
    step = Decimal(1).scaleb(exact.adjusted() - DIGITS + 1)
    return exact.quantize(step, ROUND_HALF_UP).normalize()
