"""``manage.py check_index``: prove that the index is what the database says; mend it when asked."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search import checking, indexing
from search.checking import EngineReport, KindReport
from search.wording import TYPE_LABELS

SHOWN = 5


class Command(BaseCommand):
    help = _("Compare l’index à la base ; échoue s’ils diffèrent, répare avec --repair.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help=_("réécrit ce qui diffère"))
        parser.add_argument("--json", action="store_true", help=_("sortie en JSON"))

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        engines = indexing.engines()
        reports = [checking.compare(code, target) for code, target in engines.items()]
        if options["json"] is False:
            self.stdout.write("\n".join(table(reports)))
        if repair and any(report.differences for report in reports):
            reports = [checking.mend(row.engine, engines[row.engine], row) for row in reports]
            if options["json"] is False:
                self.stdout.write(_("Après réparation :"))
                self.stdout.write("\n".join(table(reports)))
        if options["json"]:
            self.stdout.write(json.dumps(as_data(reports), ensure_ascii=False))
        _judge(reports)


def _judge(reports: list[EngineReport]) -> None:
    """Fail when an engine did not answer, or is not what the database says."""
    if errors := [f"{row.name} : {row.error}" for row in reports if row.error]:
        raise CommandError(_("Un moteur n’a pas répondu. %(errors)s") % {"errors": errors[0]})
    if any(row.differences for row in reports):
        raise CommandError(_("L’index diffère de la base ; relancez avec --repair."))


def as_data(reports: list[EngineReport]) -> dict[str, Any]:
    """Write reports as plain data."""
    return {
        "same": all(report.is_right for report in reports),
        "engines": {
            report.engine: {
                "waiting": report.waiting,
                "error": report.error,
                "kinds": {str(row.kind): _kind_data(row) for row in report.kinds},
            }
            for report in reports
        },
    }


def _kind_data(row: KindReport) -> dict[str, Any]:
    return {
        "database": row.database,
        "index": row.index,
        "missing": [str(ref) for ref in row.missing],
        "extra": [str(ref) for ref in row.extra],
        "stale": [str(ref) for ref in row.stale],
    }


def table(reports: list[EngineReport]) -> Iterator[str]:
    """Write reports as a table, a line a kind, with a few of what differs."""
    heads = (_("Base"), _("Index"), _("Manque"), _("En trop"), _("Périmé"))
    yield _line(_("Moteur"), _("Quoi"), heads)
    for report in reports:
        for row in report.kinds:
            counts = (row.database, row.index, len(row.missing), len(row.extra), len(row.stale))
            yield _line(report.name, str(TYPE_LABELS[row.kind]), counts)
        yield from _remarks(report)


def _line(engine: str, kind: str, cells: tuple[object, ...]) -> str:
    return f"{engine:<16} {kind:<18}" + "".join(f"{cell!s:>9}" for cell in cells)


def _remarks(report: EngineReport) -> Iterator[str]:
    if report.waiting:
        values = {"engine": report.name, "count": report.waiting}
        message = ngettext(
            "%(engine)s : %(count)s changement attend d’être suivi.",
            "%(engine)s : %(count)s changements attendent d’être suivis.",
            report.waiting,
        )
        yield message % values
    if report.error:
        yield _("%(engine)s : %(error)s") % {"engine": report.name, "error": report.error}
    if differ := report.differences:
        more = ", …" if len(differ) > SHOWN else ""
        yield "  " + ", ".join(map(str, differ[:SHOWN])) + more
