"""Print whose absence would cost most to the others, by product and month."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.management.limits import limit_of
from cooperation.selectors import resilience
from cooperation.wording.resilience import Card, headers


class Command(BaseCommand):
    help = _("Affiche qui manquerait le plus au réseau, par produit et par mois.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many to show."""
        parser.add_argument("--limit", type=int, default=10, help=_("nombre au plus"))
        parser.add_argument("--json", action="store_true", help=_("sortie en JSON"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the dependences, in lines or as JSON."""
        found = resilience.table(today=timezone.localdate(), filters=resilience.Filters())
        rows = found.rows[: limit_of(options["limit"])]
        cards = resilience.cards(rows)
        if options["json"]:
            data = [
                {"organisation": card.organisation.slug, **asdict(row)}
                for card, row in zip(cards, rows, strict=True)
            ]
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        elif not cards:
            self.stdout.write(_("Personne n’est irremplaçable."))
        else:
            self.stdout.write("\n\n".join(as_text(card) for card in cards))


def as_text(card: Card) -> str:
    """Write a dependence in lines."""
    names = [short for short, _name in headers()]
    title = _("%(rank)s. %(name)s – %(weight)s produits × mois")
    values = {
        "rank": card.rank,
        "name": card.organisation.name,
        "weight": card.product_months,
    }
    lines = [title % values]
    for line in card.lines:
        pairs = zip(names, line.cells, strict=True)
        cells = ", ".join(f"{name} {cell.text}" for name, cell in pairs if cell.text)
        lines.append(f"  {line.product} ({line.kind}) : {cells}")
    return "\n".join(lines)
