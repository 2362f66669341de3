"""``manage.py evaluate_search``: measure the search on judged cases; nothing is left behind."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cooperation.wording.measures import table
from pacte.services.loading import DataFileError
from search.backends.base import EngineError
from search.evaluation import Evaluation, evaluate, read_cases


class Command(BaseCommand):
    help = _("Mesure la recherche sur un fichier de cas jugés, dans un index qui ne reste pas.")
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file and an engine."""
        parser.add_argument("file", type=Path, metavar="FICHIER", help=_("fichier JSON des cas"))
        parser.add_argument("--json", action="store_true", help=_("sortie en JSON"))
        parser.add_argument(
            "--backend",
            choices=["embedded", "elastic"],
            default="embedded",
            help=_("moteur : intégré (en mémoire) ou serveur Elasticsearch configuré"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the measures, as a table or as JSON."""
        try:
            found = evaluate(read_cases(options["file"]), backend=options["backend"])
        except DataFileError as error:
            raise CommandError(str(error)) from error
        except EngineError as error:
            message = _("Le serveur de recherche ne répond pas : %(error)s")
            raise CommandError(message % {"error": error}) from error
        self.stdout.write(as_json(found) if options["json"] else as_table(found))


def as_json(found: Evaluation) -> str:
    """Write an evaluation as JSON."""
    data = {
        "queries": found.quality.queries,
        "mrr": found.quality.mrr,
        "ndcg@10": found.quality.ndcg_10,
        "hit@1": found.quality.hit_1,
        "hit@10": found.quality.hit_10,
        "per_query": [{"id": row.id, "rank": row.rank, "top": list(row.top)} for row in found.rows],
        "seconds": found.seconds,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_table(found: Evaluation) -> str:
    """Write an evaluation in lines: the measures, then the rank and the first of each query."""
    measures = found.quality
    rows = [
        (_("requêtes"), str(measures.queries)),
        ("MRR", f"{measures.mrr:.3f}"),
        ("nDCG@10", f"{measures.ndcg_10:.3f}"),
        ("hit@1", f"{measures.hit_1:.3f}"),
        ("hit@10", f"{measures.hit_10:.3f}"),
        (_("secondes"), f"{found.seconds:.2f}"),
    ]
    return table(rows, ((r.rank, r.id, str(r.top[0]) if r.top else "–") for r in found.rows))
