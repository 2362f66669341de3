"""Compute every suggestion again: for a nightly run, or after an import."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.services.suggestions import refresh_all


class Command(BaseCommand):
    help = _("Recalcule toutes les suggestions de coopération (sans effet si rien n’a changé).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refresh, and say what changed."""
        report = refresh_all(now=timezone.now())
        text = _(
            "%(total)s suggestions (barème %(version)s) : %(created)s nouvelles, "
            "%(updated)s modifiées, %(deleted)s retirées, %(unchanged)s inchangées."
        )
        values = {
            "total": report.total,
            "version": report.version,
            "created": report.created,
            "updated": report.updated,
            "deleted": report.deleted,
            "unchanged": report.unchanged,
        }
        self.stdout.write(text % values)
