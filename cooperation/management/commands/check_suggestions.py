"""Prove that the suggestions are those of a full run; mend them when asked."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.services.suggestions import CheckReport, Difference, check

SHOWN = 10


class Command(BaseCommand):
    help = _("Compare les suggestions à un calcul complet ; échoue si elles diffèrent.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help=_("écrit le calcul complet"))
        parser.add_argument("--json", action="store_true", help=_("sortie en JSON"))

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        """Check, and say what differs."""
        report = check(now=timezone.now(), repair=repair)
        if options["json"]:
            self.stdout.write(json.dumps(as_data(report), ensure_ascii=False))
        else:
            self.stdout.write(as_text(report))
        if report.differences and not report.is_repaired:
            raise CommandError(_("Les suggestions diffèrent ; relancez avec --repair."))


def as_data(report: CheckReport) -> dict[str, Any]:
    """Write a report as plain data."""
    return {
        "total": report.total,
        "version": report.version,
        "missing": sum(row.is_missing for row in report.differences),
        "extra": sum(row.is_extra for row in report.differences),
        "different": sum(bool(row.fields) for row in report.differences),
        "repaired": report.is_repaired,
    }


def as_text(report: CheckReport) -> str:
    """Write a report in lines."""
    values = {"total": report.total, "version": report.version}
    if not report.differences:
        return (
            _("%(total)s suggestions, les mêmes qu’un calcul complet (barème %(version)s).")
            % values
        )
    lines = [
        _("%(count)s différences sur %(total)s suggestions (barème %(version)s) :")
        % {**values, "count": len(report.differences)},
        *(_line(row) for row in report.differences[:SHOWN]),
    ]
    if report.is_repaired:
        lines.append(_("Le calcul complet a été écrit."))
    return "\n".join(lines)


def _line(row: Difference) -> str:
    kind, giver, receiver, *_rest = row.key
    what = (
        _("manque") if row.is_missing else _("en trop") if row.is_extra else ", ".join(row.fields)
    )
    return f"  {kind} {giver} → {receiver} : {what}"
