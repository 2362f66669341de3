"""« Pour vous » in words: tabs, natures, and what was decided of a suggestion."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.enums import RefusalReason
from cooperation.wording.suggestions import Card

if TYPE_CHECKING:
    from django.forms import Form

    from cooperation.models import SuggestionDecision


@dataclass(frozen=True, slots=True)
class Lead:
    """A suggestion with what the organisation says of it, ready to show."""

    card: Card
    decided: str
    introduction: int | None
    forms: "Mapping[str, Form]"

    @property
    def pk(self) -> int:
        return int(self.card.suggestion.pk)


def family_names() -> tuple[tuple[str, str], ...]:
    """Return the natures of suggestions, with what people read."""
    return (
        ("", _("Toutes les natures")),
        ("direct", _("Un besoin, une offre")),
        ("circulaire", _("Économie circulaire")),
        ("insertion", _("Marchés avec insertion")),
        ("probable", _("Probables, d’après le métier")),
        ("reseau", _("Pistes par le réseau")),
    )


def tabs(path: str, tab: str, family: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the tabs, with how many suggestions each holds."""
    names = {
        "": _("À regarder (%(count)s)"),
        "plus-tard": _("Plus tard (%(count)s)"),
        "ecartees": _("Écartées (%(count)s)"),
        "en-relation": _("Déjà en relation (%(count)s)"),
    }
    return [
        _tab(path, name % {"count": counts[code]}, code == tab, vue=code, nature=family)
        for code, name in names.items()
    ]


def families(path: str, tab: str, family: str) -> list[dict[str, Any]]:
    """Return the natures, as filters."""
    return [_tab(path, name, code == family, vue=tab, nature=code) for code, name in family_names()]


def _tab(path: str, label: str, current: bool, **chosen: str) -> dict[str, Any]:
    query = urlencode({name: value for name, value in chosen.items() if value})
    return {
        "label": label,
        "url": f"{path}?{query}" if query else path,
        "icon": "",
        "current": current,
    }


def decided_of(row: "SuggestionDecision | None", *, tab: str) -> str:
    """Say what was decided of a suggestion, when and why; nothing where it no longer counts."""
    if row is None and tab == "ecartees":
        return _("Écartée avec les autres du même métier : « Pas mon métier ».")
    if row is None or tab not in {"plus-tard", "ecartees"}:
        return ""
    day = date_format(row.made_at, "DATE_FORMAT")
    if tab == "plus-tard":
        until = date_format(row.until or dt.date.max, "DATE_FORMAT")
        return _("Mise de côté le %(day)s. Elle revient le %(until)s.") % {
            "day": day,
            "until": until,
        }
    reason = RefusalReason(row.reason).label if row.reason else ""
    return _("Écartée le %(day)s : %(reason)s. %(back)s") % {
        "day": day,
        "reason": reason,
        "back": comes_back_when(row.reason),
    }


def comes_back_when(reason: str) -> str:
    """Say when a suggestion that was refused for a reason is proposed again."""
    words = {
        RefusalReason.TOO_FAR: _("Elle revient si la distance diminue ou si l’un va plus loin."),
        RefusalReason.QUANTITY: _("Elle revient si l’une des quantités change."),
        RefusalReason.PRICE: _("Elle revient si le prix ou les conditions changent pour vous."),
        RefusalReason.TIMING: _("Elle revient si les mois ou les dates changent."),
        RefusalReason.QUALITY: _("Elle revient si les labels changent."),
        RefusalReason.NOT_MY_TRADE: _(
            "Elle ne revient, ni les autres du même métier, que si vous changez votre activité "
            "ou vos savoir-faire."
        ),
        RefusalReason.ALREADY_SUPPLIED: _(
            "Elle revient dans un an, ou quand ce qui vous fournit s’arrête."
        ),
        RefusalReason.OTHER: _("Elle revient si l’annonce change."),
    }
    return words.get(RefusalReason(reason), "") if reason else ""


def empty_words(tab: str) -> tuple[str, str]:
    """Say that a tab is empty, and what to do."""
    words = {
        "": (
            _("Rien à regarder pour le moment"),
            _(
                "Une offre ou un besoin publié en fait naître : dites ce que vous donnez ou cherchez."
            ),
        ),
        "plus-tard": (
            _("Rien n’est mis de côté"),
            _("« Plus tard » met une suggestion de côté : elle revient ici à sa date."),
        ),
        "ecartees": (
            _("Rien n’est écarté"),
            _("Ce que vous écartez reste ici : vous pouvez changer d’avis."),
        ),
        "en-relation": (
            _("Aucune mise en relation en cours"),
            _("Choisissez une suggestion à regarder et demandez à être mis en relation."),
        ),
    }
    return words[tab]
