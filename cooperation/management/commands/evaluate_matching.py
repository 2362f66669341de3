"""Measure the ranking of organisations on a file of judged cases; nothing is written."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cooperation.matching.ranking import Part, Reason
from cooperation.services.evaluation import Evaluation, Judged, evaluate_file
from cooperation.wording.measures import table
from cooperation.wording.ranking import sentence
from pacte.services.loading import DataFileError


class Command(BaseCommand):
    help = _("Mesure le classement des organisations sur un fichier de cas jugés.")
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file, and the parts to leave out."""
        parser.add_argument("file", type=Path, metavar="FICHIER", help=_("fichier JSON des cas"))
        parser.add_argument("--json", action="store_true", help=_("sortie en JSON"))
        parser.add_argument(
            "--without",
            action="append",
            default=[],
            choices=[part.value for part in Part],
            help=_("part à neutraliser ; l’option peut être répétée"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the measures, as a table or as JSON; what was ignored goes to the error output."""
        without = {Part(name) for name in options["without"]}
        try:
            evaluation = evaluate_file(options["file"], without=without)
        except DataFileError as error:
            raise CommandError(str(error)) from error
        for note in evaluation.notes:
            self.stderr.write(note)
        text = (
            json.dumps(as_data(evaluation), ensure_ascii=False, indent=2)
            if options["json"]
            else as_table(evaluation)
        )
        self.stdout.write(text)


def as_data(evaluation: Evaluation) -> dict[str, Any]:
    """Write an evaluation as plain data."""
    found = evaluation.quality
    return {
        "queries": found.queries,
        "mrr": found.mrr,
        "hit@1": found.hit_1,
        "hit@3": found.hit_3,
        "hit@10": found.hit_10,
        "recall@10": found.recall_10,
        "per_query": [_judged(row) for row in evaluation.judged],
        "seconds": evaluation.seconds,
    }


def _judged(row: Judged) -> dict[str, Any]:
    top = [
        {"id": one.id, "score": one.score, "reasons": [_reason(reason) for reason in one.reasons]}
        for one in row.best
    ]
    return {"id": row.id, "rank": row.rank, "top": top}


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "code": reason.code,
        "points": reason.points,
        "maximum": reason.maximum,
        "text": sentence(reason),
    }


def as_table(evaluation: Evaluation) -> str:
    """Write an evaluation in lines: the measures, then the rank and the first of each query."""
    found = evaluation.quality
    rows = [
        (_("requêtes"), str(found.queries)),
        ("MRR", f"{found.mrr:.3f}"),
        ("hit@1", f"{found.hit_1:.3f}"),
        ("hit@3", f"{found.hit_3:.3f}"),
        ("hit@10", f"{found.hit_10:.3f}"),
        ("recall@10", f"{found.recall_10:.3f}"),
        (_("secondes"), f"{evaluation.seconds:.2f}"),
    ]
    return table(rows, ((row.rank, row.id, _first(row)) for row in evaluation.judged))


def _first(row: Judged) -> str:
    return f"{row.best[0].id} ({row.best[0].score})" if row.best else "–"
