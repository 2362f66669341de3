"""Do newcomers get their share of « Pour vous »? Measured, for people or for a machine."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.selectors.exposure import NEW_DAYS, report
from cooperation.wording.exposure import as_json, told

MOST_DAYS = 3650


class Command(BaseCommand):
    help = _("Compare la part d’exposition des nouvelles fiches à celle de fiches équivalentes.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the length of the measure, and how to write it."""
        parser.add_argument("--days", type=int, default=NEW_DAYS, help=_("Jours mesurés."))
        parser.add_argument("--json", action="store_true", help=_("Pour une machine."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and write."""
        days = options["days"]
        if not 1 <= days <= MOST_DAYS:
            raise CommandError(_("--days : de 1 à %(most)s.") % {"most": MOST_DAYS})
        found = report(today=timezone.localdate(), days=days)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(found), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(told(found)))
