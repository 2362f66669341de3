"""What time does to introductions: reminders, ends, and the question of what came of them."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cooperation.services.introductions import (
    ask_follow_ups,
    expire_introductions,
    remind_introductions,
)


class Command(BaseCommand):
    help = "Rappelle, clôt et suit les mises en relation (à lancer chaque jour)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", type=parse_datetime, help="instant à prendre pour maintenant")

    def handle(self, *args: Any, **options: Any) -> None:
        now: dt.datetime = options["now"] or timezone.now()
        reminded = remind_introductions(now=now)
        expired = expire_introductions(now=now)
        asked = ask_follow_ups(now=now)
        self.stdout.write(
            f"{reminded} mises en relation sans réponse rappelées ou déjà rappelées, "
            f"{expired} arrêtées, {asked} suites demandées."
        )
