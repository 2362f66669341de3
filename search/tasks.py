"""Indexing in the background. Tasks take identifiers and may run twice."""

from functools import partial

from django.db import transaction
from django_tasks import task

from search import indexing


@task()
def index_organisations(ids: list[int]) -> None:
    """Bring the index up to date for some organisations."""
    indexing.index_organisations(ids)


def enqueue_on_commit(*ids: int) -> None:
    """Index some organisations once the current transaction is committed."""
    transaction.on_commit(partial(index_organisations.enqueue, list(ids)))
