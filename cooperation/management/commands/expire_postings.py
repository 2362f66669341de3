"""Expire what is past, remind authors a week before, forget old drafts. For a nightly timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.services.postings_drafts import forget_drafts
from cooperation.services.postings_expiry import expire_postings, remind_authors, start_counting
from cooperation.services.postings_queue import tell_staff_of_overdue


class Command(BaseCommand):
    help = (
        "Fait expirer les annonces dont la date de fin est passée, prévient leurs auteurs sept "
        "jours avant, dit à l’animation ce qui attend trop, oublie les vieux brouillons."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        start_counting(now=now)
        count = expire_postings(now=now)
        message = ngettext(
            "%(count)s annonce expirée.", "%(count)s annonces expirées.", max(count, 1)
        )
        self.stdout.write(message % {"count": count})
        self.stdout.write(_("Rappels envoyés : %(count)s.") % {"count": remind_authors(now=now)})
        self.stdout.write(_("Brouillons oubliés : %(count)s.") % {"count": forget_drafts(now=now)})
        late = tell_staff_of_overdue(now=now)
        self.stdout.write(_("Demandes en retard : %(count)s.") % {"count": late})
