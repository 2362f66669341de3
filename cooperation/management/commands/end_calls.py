"""End the solidarity calls whose date has passed."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cooperation.services.calls import end_past_calls


class Command(BaseCommand):
    help = "Arrête d’attendre les réponses aux appels dont la date est passée (chaque nuit)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", type=parse_datetime, help="instant à prendre pour maintenant")

    def handle(self, *args: Any, **options: Any) -> None:
        now: dt.datetime = options["now"] or timezone.now()
        self.stdout.write(f"{end_past_calls(now=now)} appels dont la date est passée.")
