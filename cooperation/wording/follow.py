"""What came of a posting: introductions seen, of interest, in touch, agreed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(slots=True)
class Follow:
    """How many introductions a posting had, and how far they went."""

    asked: int = 0
    seen: int = 0
    interested: int = 0
    in_touch: int = 0
    agreed: int = 0


def follow_sentence(follow: Follow) -> str:
    """Count what came of a posting: ``2 vues, 1 intéressée``."""
    parts = (
        (follow.seen, ngettext("%(n)s vue", "%(n)s vues", follow.seen)),
        (follow.interested, ngettext("%(n)s intéressée", "%(n)s intéressées", follow.interested)),
        (follow.in_touch, ngettext("%(n)s en contact", "%(n)s en contact", follow.in_touch)),
        (follow.agreed, ngettext("%(n)s accord", "%(n)s accords", follow.agreed)),
    )
    said = ", ".join(text % {"n": count} for count, text in parts if count)
    return said or _("Pas encore de mise en relation")
