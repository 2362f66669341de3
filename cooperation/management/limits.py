"""How many rows a command shows."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

MOST = 10_000


def limit_of(asked: int) -> int:
    """Return how many rows to show; refuse what is no number of rows."""
    if not 0 <= asked <= MOST:
        raise CommandError(_("--limit : un nombre de 0 à %(most)s est attendu.") % {"most": MOST})
    return asked
