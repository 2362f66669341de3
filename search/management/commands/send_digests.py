"""Tell by e-mail what is new in the saved searches. Meant for a timer, once a day or more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from search.digests import send_digests


class Command(BaseCommand):
    help = "Envoie les nouveautés des recherches enregistrées, et efface les demandes oubliées."

    def handle(self, *args: Any, **options: Any) -> None:
        report = send_digests(now=timezone.now())
        counts = {name: getattr(report, name) for name in ("sent", "quiet", "purged")}
        self.stdout.write(
            _(
                "Messages envoyés : %(sent)s ; recherches sans nouveauté : %(quiet)s ;"
                " demandes effacées : %(purged)s."
            )
            % counts
        )
        if report.waiting:
            message = _("Recherches remises au prochain passage : %(n)s.")
            raise CommandError(message % {"n": report.waiting})
