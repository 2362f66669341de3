"""What makes an organisation be indexed anew: publication, withdrawal, its needs and offers."""

from typing import Any

from django.db.models.signals import post_delete
from wagtail.signals import published, unpublished

from cooperation.events import posting_changed
from pacte.models import Organisation
from search import engine
from search.entry import EntryKind, Ref
from search.tasks import enqueue_on_commit


def profile_changed(sender: type, instance: Organisation, **kwargs: Any) -> None:
    """Follow Wagtail's publication and withdrawal of a profile."""
    enqueue_on_commit(instance.pk)


def postings_changed(sender: Any, organisation_id: int, **kwargs: Any) -> None:
    """Follow the public needs and offers of an organisation."""
    enqueue_on_commit(organisation_id)


def profile_deleted(sender: type, instance: Organisation, **kwargs: Any) -> None:
    """Forget a profile with the transaction that deletes it, whoever deletes it."""
    engine.embedded().delete([Ref(EntryKind.ORGANISATION, str(instance.pk))])
    enqueue_on_commit(instance.pk)


def connect() -> None:
    """Listen, once however often it is called."""
    for signal in (published, unpublished):
        signal.connect(profile_changed, sender=Organisation, dispatch_uid="search.profile")
    post_delete.connect(profile_deleted, sender=Organisation, dispatch_uid="search.deleted")
    posting_changed.connect(postings_changed, dispatch_uid="search.postings")
