"""The posting that somebody wants to answer."""

from cooperation.models import Posting


def answerable_posting(pk: int) -> Posting | None:
    """Return a posting that is matched, with who posted it."""
    rows = Posting.objects.active().select_related("organisation", "commune")
    found: Posting | None = rows.filter(pk=pk).first()
    return found
