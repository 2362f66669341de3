"""Keep each process on the knowledge in force: one small query, and a reading when it changed."""

import logging
import time
from collections.abc import Iterable

from django.db.models import Count, Max

from cooperation import knowledge
from cooperation.knowledge import KnowledgeError, loading, overlay
from cooperation.models import KnowledgeAmendment

Marker = tuple[int, int]
logger = logging.getLogger(__name__)


class _Seen:
    """What this process has installed, and when it last looked."""

    marker: Marker = (0, 0)
    version: str = ""
    looked_at: float = float("-inf")


def knowledge_version() -> str:
    """Return what tells the knowledge that this process reasons on: ``+k3`` with amendments."""
    return _Seen.version


def in_force() -> list[KnowledgeAmendment]:
    """Return the amendments that hold, in order."""
    return list(KnowledgeAmendment.objects.filter(undone_at=None).order_by("pk"))


def laid(rows: Iterable[KnowledgeAmendment]) -> list[overlay.Amendment]:
    """Return amendments as the core lays them."""
    return [overlay.Amendment(row.subject, row.code, row.action, row.values) for row in rows]


def files_in_force() -> dict[str, str]:
    """Return the data files with the amendments laid over them."""
    return overlay.overlay(loading.data_files(), laid(in_force()))


def bring_up_to_date(*, every: float = 0) -> bool:
    """Install the knowledge in force if another process changed it; say whether it did.

    Amendments that a new release contradicts do not stop the site: the packaged knowledge then
    holds, and the log says why.

    With ``every``, look at most once in so many seconds.
    """
    now = time.monotonic()
    if now - _Seen.looked_at < every:
        return False
    _Seen.looked_at = now
    found = KnowledgeAmendment.objects.aggregate(last=Max("pk"), undone=Count("undone_at"))
    marker = (found["last"] or 0, found["undone"])
    if marker == _Seen.marker:
        return False
    rows = in_force()
    try:
        found_now = overlay.amended(loading.data_files(), laid(rows)) if rows else None
    except KnowledgeError as error:
        logger.error("The amendments no longer hold, the packaged knowledge does: %s", error)
        rows, found_now = [], None
    knowledge.install(found_now)
    _Seen.marker = marker
    _Seen.version = f"+k{marker[0]}.{marker[1]}" if rows else ""
    return True
