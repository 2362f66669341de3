"""What makes an organisation be indexed anew: publication, withdrawal, its needs and offers."""

from typing import Any

from wagtail.signals import published, unpublished

from cooperation.events import posting_changed
from pacte.models import Organisation
from search.tasks import enqueue_on_commit


def profile_changed(sender: type, instance: Organisation, **kwargs: Any) -> None:
    """Follow Wagtail's publication and withdrawal of a profile."""
    enqueue_on_commit(instance.pk)


def postings_changed(sender: Any, organisation_id: int, **kwargs: Any) -> None:
    """Follow the public needs and offers of an organisation."""
    enqueue_on_commit(organisation_id)


def connect() -> None:
    """Listen, once however often it is called."""
    for signal in (published, unpublished):
        signal.connect(profile_changed, sender=Organisation, dispatch_uid="search.profile")
    posting_changed.connect(postings_changed, dispatch_uid="search.postings")
