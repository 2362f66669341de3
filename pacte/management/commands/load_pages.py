"""Create the first pages of a real site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.services.loading import DataFileError
from pacte.services.pages import load_pages


class Command(BaseCommand):
    help = (
        "Crée l’accueil, l’agenda, les actualités, le contact et les pages légales, "
        "à compléter dans l’administration ; ce qui existe reste tel quel."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            ledger = load_pages(now=timezone.now())
        except DataFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("Pages créées ou reconnues : %(count)s.") % {"count": sum(ledger.added.values())}
        )
