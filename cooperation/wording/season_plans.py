"""A season's plan in French: weights, shares, months, kilometres."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.matching.allocate.season.stocks import CONVENTIONAL, ORGANIC, QUALITY
from pacte.charts import number

NBSP = "\N{NO-BREAK SPACE}"
NOTHING = "–"
GRADES = {
    CONVENTIONAL: gettext_lazy("Sans label reconnu"),
    QUALITY: gettext_lazy("Durable et de qualité"),
    ORGANIC: gettext_lazy("Biologique"),
}
ERRORS = {
    "failed": gettext_lazy(
        "Le calcul s’est arrêté sur une erreur, qui est enregistrée. Relancez-le ; si elle revient,"
        " prévenez l’équipe du pacte."
    )
}
TRIP = gettext_lazy(
    "Estimation, version 2026.1 : un utilitaire de 500 kg par livraison, aller et retour de commune"
    " à commune à vol d’oiseau, sans tournée groupée. C’est une hypothèse du projet : grouper les"
    " tournées en demande moins, la route en fait plus."
)


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation, ready to show."""

    name: str
    url: str = ""
    is_fictitious: bool = False


def month_label(iso: str) -> str:
    """Write a month in full: « décembre 2026 »."""
    return date_format(dt.date.fromisoformat(f"{iso}-01"), "F Y")


def month_short(iso: str) -> str:
    """Write a month for the head of a column: « déc. 2026 »."""
    return date_format(dt.date.fromisoformat(f"{iso}-01"), "N Y")


def rounded(value: Decimal) -> Decimal:
    """Round to a whole number from 10, else to a decimal."""
    step = Decimal(1) if abs(value) >= 10 else Decimal("0.1")
    return value.quantize(step, ROUND_HALF_UP)


def kilos(grams: int) -> str:
    """Write a weight: « 1 250 kg », « 2,5 kg »."""
    return f"{number(rounded(Decimal(grams) / 1000))}{NBSP}kg"


def kilometres(metres: int) -> str:
    """Write a distance: « 12 km »."""
    return f"{number(rounded(Decimal(metres) / 1000))}{NBSP}km"


def share(part: int, whole: int) -> int:
    """Give a share in whole per cent, never 100 unless it is all."""
    return min(round(100 * part / whole), 99 if part < whole else 100) if whole else 0


def tonnes(grams: int) -> str:
    """Write a weight in tonnes, without its unit: « 140,8 »."""
    return number((Decimal(grams) / 10**6).quantize(Decimal("0.1"), ROUND_HALF_UP))


def percent(part: int, whole: int) -> str:
    """Write a share: « 43 % »; a dash of nothing."""
    return f"{share(part, whole)}{NBSP}%" if whole else NOTHING


def points(before: int, after: int) -> str:
    """Write a change of a share, in points: « +4 points »."""
    change = after - before
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return _("%(sign)s%(change)s pt") % {"sign": sign, "change": abs(change)}


def signed(value: int, text: str) -> str:
    """Put the sign of a change before its text."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{text}"


def mean_distance(gram_metres: int, grams: int) -> str:
    """Write the mean distance of what has one."""
    return kilometres(gram_metres // grams) if grams else NOTHING


def tonne_kilometres(gram_metres: int) -> str:
    """Write weight times distance: « 12,5 t·km »."""
    return f"{number(rounded(Decimal(gram_metres) / 10**9))}{NBSP}t·km"
