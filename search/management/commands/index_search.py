"""``manage.py index_search``: make the index hold exactly what is public."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search import indexing
from search.backends.base import EngineError


class Command(BaseCommand):
    help = "Rebuild the search index; run it every night, and after a change of reference lists."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            written = indexing.rebuild()
        except EngineError as error:
            message = _("Le serveur de recherche n’a pas pris l’index : %(error)s")
            raise CommandError(message % {"error": error}) from error
        for engine, number in written.items():
            self.stdout.write(_told(number, engine))
        if options["verbosity"] > 1:
            self.stdout.write(f"{time.monotonic() - started:.2f} s")


def _told(number: int, engine: str) -> str:
    """Say what an engine wrote; nothing when its index was already right."""
    if not number:
        return _("Recherche (%(engine)s) : index déjà à jour.") % {"engine": engine}
    message = ngettext(
        "Recherche (%(engine)s) : %(number)s fiche indexée.",
        "Recherche (%(engine)s) : %(number)s fiches indexées.",
        number,
    )
    return message % {"engine": engine, "number": number}
