"""Write the daily and weekly digests. Meant for a timer, every morning."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.services.notification_digests import send_notification_digests


class Command(BaseCommand):
    help = _("Écrit les résumés du jour et de la semaine ; à lancer chaque matin.")

    def handle(self, *args: Any, **options: Any) -> None:
        report = send_notification_digests(now=timezone.now())
        counts = {"sent": report.sent, "told": report.told}
        self.stdout.write(_("Résumés : %(sent)s ; nouvelles dites : %(told)s.") % counts)
