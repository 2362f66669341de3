"""The share of newcomers in words, in rows and for machines."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    import datetime as dt


class Line(Protocol):
    """An organisation that was shown."""

    @property
    def name(self) -> str: ...
    @property
    def is_new(self) -> bool: ...
    @property
    def shown(self) -> int: ...
    @property
    def days(self) -> int: ...
    @property
    def rate(self) -> Fraction: ...


class Report(Protocol):
    """What was measured."""

    @property
    def start(self) -> "dt.date": ...
    @property
    def end(self) -> "dt.date": ...
    @property
    def lines(self) -> tuple[Line, ...]: ...
    @property
    def newcomers(self) -> tuple[Line, ...]: ...
    @property
    def peers(self) -> tuple[Line, ...]: ...
    @property
    def ratio(self) -> Fraction | None: ...


def summary(report: Report) -> str:
    """Say in one sentence what was measured."""
    if report.ratio is None:
        return _("Rien à comparer : aucune fiche nouvelle n’a d’équivalente déjà montrée.")
    values = {
        "new": len(report.newcomers),
        "peers": len(report.peers),
        "ratio": number_format(round(float(report.ratio), 2), 2),
        "start": date_format(report.start, "DATE_FORMAT"),
        "end": date_format(report.end, "DATE_FORMAT"),
    }
    return (
        _(
            "Du %(start)s au %(end)s, les fiches nouvelles (%(new)s) sont vues %(ratio)s fois autant, "
            "par jour de présence, que les équivalentes (%(peers)s). 1 : autant."
        )
        % values
    )


def rows(report: Report) -> list[list[dict[str, Any]]]:
    """Return the table: who, new or not, how many times, in how many days, by week."""
    return [
        [
            {"value": line.name, "url": ""},
            {"value": _("Nouvelle") if line.is_new else _("Équivalente"), "url": ""},
            {"value": number_format(line.shown, use_l10n=True), "url": "", "numeric": True},
            {"value": number_format(line.days, use_l10n=True), "url": "", "numeric": True},
            {"value": number_format(round(float(line.rate * 7), 1), 1), "url": "", "numeric": True},
        ]
        for line in report.lines
    ]


def headers() -> list[dict[str, Any]]:
    """Return the headers of the table."""
    names = (_("Organisation"), _("Fiche"), _("Fois vue"), _("Jours"), _("Par semaine"))
    return [{"label": name, "numeric": place > 1} for place, name in enumerate(names)]


def told(report: Report) -> list[str]:
    """Write the measure in lines."""
    lines = [
        f"  {row[0]['value']} ({row[1]['value']}) : {row[2]['value']} / {row[3]['value']} j"
        for row in rows(report)
    ]
    return [summary(report), *lines]


def as_json(report: Report) -> dict[str, Any]:
    """Write the measure for a machine."""
    return {
        "start": report.start.isoformat(),
        "end": report.end.isoformat(),
        "newcomers": len(report.newcomers),
        "peers": len(report.peers),
        "ratio": None if report.ratio is None else round(float(report.ratio), 4),
        "organisations": [
            {"name": line.name, "new": line.is_new, "shown": line.shown, "days": line.days}
            for line in report.lines
        ],
    }
