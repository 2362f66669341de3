"""Tell organisations what is newly suggested to them."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cooperation.services.suggestion_news import tell_new_suggestions


class Command(BaseCommand):
    help = "Prévient les membres des suggestions nouvelles (chaque nuit, après le calcul complet)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", type=parse_datetime, help="instant à prendre pour maintenant")

    def handle(self, *args: Any, **options: Any) -> None:
        now: dt.datetime = options["now"] or timezone.now()
        report = tell_new_suggestions(now=now)
        self.stdout.write(
            f"{report.looked} organisations regardées, {report.told} prévenues, "
            f"{report.new} suggestions nouvelles."
        )
