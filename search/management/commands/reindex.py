"""``manage.py reindex``: build the index anew beside the one that answers, then swap them."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search import indexing
from search.backends.base import EngineError, SearchBackend
from search.documents import public_refs
from search.management.progress import Bar


class Command(BaseCommand):
    help = _("Refait l’index de recherche à côté de celui qui répond, puis les échange.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--engine",
            choices=(indexing.EMBEDDED, indexing.SERVER),
            help=_("un seul moteur ; tous ceux qui sont en service sinon"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        asked = [options["engine"]] if options["engine"] else []
        engines = indexing.engines(asked)
        if not engines:
            raise CommandError(_("Ce moteur n’est pas en service : ELASTICSEARCH_URL est vide."))
        for code, target in engines.items():
            self._rebuild(code, target, options["verbosity"])

    def _rebuild(self, code: str, target: SearchBackend, verbosity: int) -> None:
        started = time.monotonic()
        total = sum(1 for _ref in public_refs())
        bar = Bar(self.stdout, target.name, total)
        try:
            report = indexing.reindex(code, target, bar)
        except EngineError as error:
            message = _("Le serveur de recherche n’a pas pris l’index : %(error)s")
            raise CommandError(message % {"error": error}) from error
        finally:
            bar.close()
        self.stdout.write(_told(report.written, target.name))
        if verbosity > 1:
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
