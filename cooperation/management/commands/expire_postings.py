"""Expire the postings whose last day is past. Meant for a nightly timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from cooperation.services.postings import expire_postings


class Command(BaseCommand):
    help = "Fait expirer les annonces dont la date de fin est passée."

    def handle(self, *args: Any, **options: Any) -> None:
        count = expire_postings(now=timezone.now())
        message = ngettext(
            "%(count)s annonce expirée.", "%(count)s annonces expirées.", max(count, 1)
        )
        self.stdout.write(message % {"count": count})
