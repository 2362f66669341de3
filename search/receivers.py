"""What the index has to follow: each change is written down with it, and followed once committed.

These receivers feed a projection, and decide nothing else. They tell *what* changed; what that
moves in the index is looked up when it is followed (:mod:`search.affected`), except before a
deletion, after which nothing would lead to it.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save, pre_delete
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move, published, unpublished

from cooperation.events import posting_recorded
from cooperation.models import Capability, KnowledgeAmendment, Posting
from cooperation.services.suggestions import is_paused
from pacte.models import (
    Action,
    ArticleCategory,
    ArticlePage,
    Building,
    Commitment,
    Commune,
    Epci,
    EventPage,
    Indicator,
    Kind,
    Label,
    Objective,
    Organisation,
    Place,
    Role,
    Theme,
)
from search import indexing, outbox
from search.affected import affected
from search.tasks import follow_changes

NAMES: dict[type[Model], Callable[[Any], str]] = {
    Organisation: lambda row: f"organisation:{row.pk}",
    Posting: lambda row: f"posting:{row.pk}",
    Action: lambda row: f"action:{row.pk}",
    EventPage: lambda row: f"event:{row.pk}",
    ArticlePage: lambda row: f"article:{row.pk}",
    Page: lambda row: f"page:{row.pk}",
    Kind: lambda row: f"kind:{row.pk}",
    Label: lambda row: f"label:{row.pk}",
    Role: lambda row: f"role:{row.pk}",
    Theme: lambda row: f"theme:{row.pk}",
    Objective: lambda row: f"objective:{row.pk}",
    ArticleCategory: lambda row: f"category:{row.pk}",
    Commune: lambda row: f"commune:{row.pk}",
    Epci: lambda row: f"epci:{row.pk}",
    Place: lambda row: f"place:{row.pk}",
    Building: lambda row: f"building:{row.pk}",
    Commitment: lambda row: f"action:{row.action_id}",
    Indicator: lambda row: f"action:{row.action_id}",
    Capability: lambda row: f"organisation:{row.organisation_id}",
    PageViewRestriction: lambda row: f"page:{row.page_id}",
    KnowledgeAmendment: lambda row: f"knowledge:{row.pk}",
}
"""How what may change is named in the outbox."""

TOLD = (Organisation, Posting, Action, EventPage, ArticlePage, Page)
"""What tells itself when it changes for visitors: saving a draft of it moves nothing."""

PARTS = (Commitment, Indicator, Capability, PageViewRestriction, KnowledgeAmendment)
"""What moves an entry as soon as it is there; nothing shows any other new row yet."""


def record(*sources: str) -> None:
    """Write changes down in the transaction that makes them; have them followed once committed.

    A bulk load does not ask: whoever loads rebuilds the index at the end, or the next change asks.
    """
    outbox.add(sources, indexing.fed(), timezone.now())
    if not is_paused():
        transaction.on_commit(partial(follow_changes.enqueue))


def published_or_withdrawn(sender: type, instance: Model, **kwargs: Any) -> None:
    """Follow Wagtail's publication and withdrawal of a profile, an action or a page."""
    if isinstance(instance, Page):
        record(NAMES[Page](instance))
    elif sender in NAMES:
        record(NAMES[sender](instance))


def page_moved(sender: type, instance: Page, **kwargs: Any) -> None:
    """Follow a page that goes elsewhere, with all that is under it."""
    record(NAMES[Page](instance))


def posting_changed(sender: Any, posting_id: int, organisation_id: int, **kwargs: Any) -> None:
    """Follow a need or an offer, and the organisation that shows it."""
    record(f"posting:{posting_id}", f"organisation:{organisation_id}")


def saved(sender: type[Model], instance: Model, created: bool, **kwargs: Any) -> None:
    """Follow what other entries show: names, commitments, know-hows, private pages."""
    if not created or isinstance(instance, PARTS):
        record(NAMES[sender](instance))


def going(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Record each entry that shows what is about to be deleted, whoever deletes it."""
    source = NAMES[sender](instance)
    record(*sorted({source, *map(str, affected([source]))}))


def connect() -> None:
    """Listen, once however often it is called."""
    for signal in (published, unpublished):
        signal.connect(published_or_withdrawn, dispatch_uid="search.published")
    post_page_move.connect(page_moved, dispatch_uid="search.moved")
    posting_recorded.connect(posting_changed, dispatch_uid="search.postings")
    for model in NAMES:
        if model is not Page:
            pre_delete.connect(going, sender=model, dispatch_uid="search.deleted")
        if model not in TOLD:
            post_save.connect(saved, sender=model, dispatch_uid="search.saved")
