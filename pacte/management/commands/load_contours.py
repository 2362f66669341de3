"""Load the outlines of communes and intercommunalities from a GeoJSON file."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.services.contours import METRES, MOST_METRES, load_contours
from pacte.services.loading import DataFileError

BUDGET = 60_000
"""What the outlines may weigh, compressed, for the pages with a map to stay under 250 kB."""


def metres(text: str) -> float:
    """Read a tolerance; ``nan`` is none."""
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= MOST_METRES:
        raise ArgumentTypeError(_("un nombre de 0 à %(most)d est attendu.") % {"most": MOST_METRES})
    return found


class Command(BaseCommand):
    help = "Charge les contours des communes et des intercommunalités (GeoJSON, WGS 84)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="fichier GeoJSON, de 64 Mo au plus")
        parser.add_argument(
            "--metres", type=metres, default=METRES, help="taille des détails effacés ; 0 : aucun"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_contours(options["file"], now=timezone.now(), metres=options["metres"])
        except DataFileError as error:
            message = _("%(error)s Rien n’a été chargé.") % {"error": error}
            raise CommandError(message) from error
        self.stdout.write(
            _(
                "Contours chargés : %(communes)s communes, %(epcis)s intercommunalités et"
                " %(derived)s déduites de leurs communes ; %(unknown)s hors du territoire."
            )
            % {name: getattr(report, name) for name in ("communes", "epcis", "derived", "unknown")}
        )
        weight = {"weight": round(report.weight / 1000)}
        self.stdout.write(_("Poids compressé : %(weight)s ko.") % weight)
        if report.weight > BUDGET:
            self.stderr.write(_("C’est lourd pour une carte : augmentez --metres."))
