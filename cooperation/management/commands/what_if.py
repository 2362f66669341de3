"""Compare the network with what it would be after the changes of a file; nothing is written."""

import json
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.matching.counterfactual.validity import ChangeError
from cooperation.services.evaluation.decoding import parse
from cooperation.services.scenarios import run
from cooperation.wording.coverage import coverage_of
from cooperation.wording.scenarios import figure_of, flow_of, problem_of, summary_of
from pacte.services.loading import DataFileError

SHOWN = 10


class Command(BaseCommand):
    help = _("Compare le réseau à ce qu’il serait après les changements d’un fichier JSON.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file of changes."""
        parser.add_argument("file", type=Path, help=_("fichier JSON : une liste de changements"))
        parser.add_argument("--json", action="store_true", help=_("sortie en JSON"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print both states side by side, and what is gained and lost."""
        rows = _read(options["file"])
        try:
            result = run(rows, today=timezone.localdate())
        except ChangeError as error:
            raise CommandError(problem_of(error)) from None
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(result)))


def _read(path: Path) -> Any:
    """Read a list of changes, or an object that holds one under ``changes``."""
    try:
        found = parse(path.read_bytes(), path.name, number=Decimal)
    except (OSError, ValueError) as error:
        message = _("%(path)s : fichier illisible ou introuvable.")
        raise CommandError(message % {"path": path}) from error
    except DataFileError as error:
        raise CommandError(str(error)) from error
    return found.get("changes") if isinstance(found, dict) else found


def _lines(result: dict[str, Any]) -> list[str]:
    figures = (figure_of(row) for row in result["indicators"])
    covered = coverage_of(result["coverage"])
    return [
        summary_of(result),
        "",
        *(f"{row.label} : {row.before} → {row.after} ({row.gap})" for row in figures),
        "",
        *(
            f"{row.product}, {row.months}, {row.kind} : {row.before} → {row.after}"
            for row in covered
        ),
        "",
        _("Gagnées"),
        *_flows(result["gained"]),
        "",
        _("Perdues"),
        *_flows(result["lost"]),
    ]


def _flows(rows: list[dict[str, Any]]) -> list[str]:
    found = map(flow_of, rows[:SHOWN])
    return [f"  {row.parties} – {row.what} ({row.score})" for row in found]
