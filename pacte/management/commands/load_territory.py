"""Load the reference lists, the territory and the staff's rights."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.services.foundation import load_foundation
from pacte.services.loading import DataFileError


class Command(BaseCommand):
    help = "Charge les listes de référence, le territoire et les organisations réelles."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            ledger = load_foundation(now=timezone.now())
        except DataFileError as error:
            raise CommandError(str(error)) from error
        added = sum(ledger.added.values())
        self.stdout.write(_("Territoire chargé : %(count)s lignes ajoutées.") % {"count": added})
