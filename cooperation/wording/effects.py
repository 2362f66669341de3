"""What a cooperation counts for, in sentences: to the parties, to the staff, on the roadmap."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.enums import Uncounted
from cooperation.wording.flows import quantity_of_flow
from cooperation.wording.postings import resource_label
from pacte.charts import number

if TYPE_CHECKING:
    from cooperation.models import Cooperation, CooperationEffect
    from pacte.models import Indicator

MINUS = "\u2212"


def signed(by: Decimal) -> str:
    """Return how much an indicator moved: ``+1``, ``−216,67``."""
    return f"{MINUS if by < 0 else '+'}{number(abs(by))}"


def moved_by(effect: "CooperationEffect") -> str:
    """Return what an effect did: ``Pain invendu valorisé : +216,67 (kg par mois)``."""
    return _("%(indicator)s : %(by)s (%(unit)s)") % {
        "indicator": effect.indicator.name,
        "by": signed(effect.by),
        "unit": effect.indicator.unit,
    }


def effect_line(effect: "CooperationEffect") -> str:
    """Return the same with its day."""
    return _("Le %(day)s, %(moved)s") % {
        "day": date_format(effect.made_at.date()),
        "moved": moved_by(effect),
    }


def told_of_effects(effects: "Iterable[CooperationEffect]") -> list[str]:
    """Return what the parties are told, an indicator of a published action a line."""
    lines = []
    for row in effects:
        if row.indicator.action.live:
            text = (
                _("Compte pour l’action « %(action)s » : %(moved)s.")
                if row.by > 0
                else _("Ne compte plus pour l’action « %(action)s » : %(moved)s.")
            )
            lines.append(text % {"action": row.indicator.action.title, "moved": moved_by(row)})
    return lines


def uncounted_line(indicator: "Indicator", why: Uncounted) -> str:
    """Return why an indicator of the action is not moved, for the staff."""
    return _("%(indicator)s ne bouge pas : %(why)s") % {
        "indicator": indicator.name,
        "why": why.label,
    }


def told_of_uncounted(missing: "Iterable[tuple[Indicator, Uncounted]]") -> list[str]:
    """Return what the parties are told of the indicators of a published action that do not move."""
    return [
        _("Ne compte pas encore dans « %(indicator)s » (action « %(action)s ») : %(why)s")
        % {"indicator": row.name, "action": row.action.title, "why": why.label}
        + " "
        + _("L’animation du pacte en est prévenue.")
        for row, why in missing
        if row.action.live
    ]


@dataclass(frozen=True, slots=True)
class UncountedCard:
    """A cooperation that its action cannot count, ready to show to the staff."""

    title: str
    url: str
    action: str
    lines: list[str]


def uncounted_card(
    cooperation: "Cooperation", missing: "Iterable[tuple[Indicator, Uncounted]]"
) -> UncountedCard:
    """Say which cooperation its action cannot count, and what is missing."""
    return UncountedCard(
        title=flow_of_value(cooperation),
        url=reverse("wagtailsnippets_cooperation_cooperation:edit", args=[cooperation.pk]),
        action=cooperation.action.title if cooperation.action else "",
        lines=[uncounted_line(*pair) for pair in missing],
    )


def counted_summary(
    effects: "Iterable[CooperationEffect]", uncounted: "Iterable[tuple[Indicator, Uncounted]]"
) -> str:
    """Return in a few words what stands of a cooperation, and what it does not move."""
    standing: dict[Indicator, Decimal] = {}
    for row in effects:
        standing[row.indicator] = standing.get(row.indicator, Decimal(0)) + row.by
    counted = [
        _("%(indicator)s : %(by)s") % {"indicator": indicator.name, "by": signed(by)}
        for indicator, by in standing.items()
        if by
    ]
    return " ; ".join([*counted, *(uncounted_line(*pair) for pair in uncounted)])


def flow_of_value(cooperation: "Cooperation") -> str:
    """Return the cooperation that made a value, where both ends are published."""
    what = " ".join(
        part
        for part in (resource_label(cooperation.resource), quantity_of_flow(cooperation))
        if part
    )
    return _("%(giver)s → %(receiver)s : %(what)s") % {
        "giver": cooperation.giver.name,
        "receiver": cooperation.receiver.name,
        "what": what,
    }
