"""``manage.py index_search``: follow the changes that wait, those a server missed included."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search import indexing


class Command(BaseCommand):
    help = _(
        "Suit les changements qui attendent d’être indexés ; à lancer toutes les cinq minutes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        reports, names = indexing.follow(), indexing.engines()
        for report in reports:
            message = ngettext(
                "Recherche (%(engine)s) : %(number)s changement suivi.",
                "Recherche (%(engine)s) : %(number)s changements suivis.",
                report.followed,
            )
            values = {"engine": names[report.engine].name, "number": report.followed}
            self.stdout.write(message % values)
        if errors := [report.error for report in reports if report.error]:
            message = _("Le serveur de recherche n’a pas pris les changements : %(error)s")
            raise CommandError(message % {"error": errors[0]})
