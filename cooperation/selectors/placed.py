"""Whether what a posting tells of has all found a partner, or leaves something to place."""

from cooperation.models import Introduction, Posting
from cooperation.models.flowing import flows_of, left


def posting_ids_of(introduction: Introduction) -> list[int]:
    """Return the postings that an introduction is about."""
    kept = introduction.evidence.get("postings", ())
    own = [introduction.posting_id] if introduction.posting_id else []
    return sorted({*own, *kept})


def is_placed(posting: Posting) -> bool:
    """Say whether the cooperations that came of a posting take all of it, as they stand now.

    A posting without a quantity is placed by its first cooperation, and so is one whose cooperation
    cannot be measured beside it: its author opens it again if something is left.
    """
    return left(posting, flows_of([posting]).of(posting)).is_enough
