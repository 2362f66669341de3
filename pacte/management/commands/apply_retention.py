"""Delete what has been kept for long enough."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte import retention


class Command(BaseCommand):
    help = _("Efface ce qui a été gardé assez longtemps, d’après le tableau des durées.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help=_("dire sans effacer"))
        parser.add_argument("--json", action="store_true", help=_("pour une machine"))

    def handle(self, *args: Any, **options: Any) -> None:
        found = retention.apply(now=timezone.now(), dry_run=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(found))
            return
        words = {rule.code: rule.what for rule in retention.rules()}
        for code, count in found.items():
            self.stdout.write(f"{count:>7}  {words[code]}")
