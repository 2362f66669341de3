"""Load the demonstration."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.services.demonstration import load_demo
from pacte.services.loading import DataFileError


class Command(BaseCommand):
    help = "Charge la démonstration ; ce qui a été modifié ou supprimé depuis reste tel quel."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        text = "dossier de fichiers à prendre à la place de ceux de la démonstration"
        parser.add_argument("--data", type=Path, metavar="DOSSIER", help=text)

    def handle(self, *args: Any, data: Path | None, **options: Any) -> None:
        try:
            report = load_demo(now=timezone.now(), data=data)
        except DataFileError as error:
            raise CommandError(_("Rien n’a été chargé. %(error)s") % {"error": error}) from error
        if report.total:
            self.stdout.write(
                _("Démonstration chargée : %(count)s lignes.") % {"count": report.total}
            )
        else:
            self.stdout.write(_("La démonstration est déjà chargée : rien n’a changé."))
