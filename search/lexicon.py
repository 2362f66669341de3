"""The wordings that mean the same, those of the knowledge and those of the staff.

Kept by process. The staff's groups are looked at no more often than ``KNOWLEDGE_CHECK_SECONDS``,
in one light query, so that they are in force everywhere within seconds and without a restart.
"""

import time
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Max

from cooperation.knowledge import Knowledge, load
from search.language import Lexicon, build, extended
from search.models import Synonym

Marker = tuple[object, ...]


class _Base(NamedTuple):
    """The lexicon of a knowledge."""

    knowledge: Knowledge
    lexicon: Lexicon


class _Kept(NamedTuple):
    """A lexicon with the staff's groups, and from what state of them it was made."""

    base: _Base
    marker: Marker
    lexicon: Lexicon


class _State:
    lock = Lock()
    looked_at = float("-inf")
    base: _Base | None = None
    kept: _Kept | None = None


def lexicon() -> Lexicon:
    """Give the lexicon in force: the knowledge's, extended by the staff's groups."""
    with _State.lock:
        base, kept = _base(), _State.kept
        now, every = time.monotonic(), settings.KNOWLEDGE_CHECK_SECONDS or 0.0
        if kept and kept.base is base and now - _State.looked_at < every:
            return kept.lexicon
        marker = _marker()
        if kept is None or kept.base is not base or kept.marker != marker:
            kept = _State.kept = _Kept(base, marker, extended(base.lexicon, curated()))
        _State.looked_at = now
        return kept.lexicon


def _base() -> _Base:
    """Give the lexicon of the knowledge in force, built when that changes."""
    knowledge = load()
    if _State.base is None or _State.base.knowledge is not knowledge:
        _State.base = _Base(knowledge, build(knowledge))
    return _State.base


def _marker() -> Marker:
    """Tell one state of the staff's groups from another, in one query."""
    found = Synonym.objects.aggregate(last=Max("updated_at"), top=Max("pk"), number=Count("pk"))
    return found["last"], found["top"], found["number"]


def curated() -> list[list[str]]:
    """Give the staff's groups in use, each as its words."""
    rows = Synonym.objects.filter(is_active=True).order_by("pk").values_list("words", flat=True)
    return [words_in(row) for row in rows]


def words_in(text: str) -> list[str]:
    """Cut a list that staff wrote at its commas."""
    return [part for piece in text.split(",") if (part := " ".join(piece.split()))]
