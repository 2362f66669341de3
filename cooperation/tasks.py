"""Work done behind a request, and what asks for it."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cooperation.services import suggestions


@task()
def refresh_suggestions() -> int:
    """Compute the suggestions again; running it twice changes nothing more."""
    return suggestions.refresh_all(now=timezone.now()).total


def ask_for_suggestions(**kwargs: Any) -> None:
    """Queue a refresh once the transaction commits; bulk loads pause this."""
    if not suggestions.is_paused():
        transaction.on_commit(partial(refresh_suggestions.enqueue))
