"""Indexing in the background. It may run twice, and two workers at once."""

from django.conf import settings
from django_tasks import task

from search import indexing

AT_ONCE = ("django_tasks.backends.immediate.ImmediateBackend",)


@task()
def follow_changes() -> int:
    """Bring every engine up to date with the changes that wait; say how many were followed.

    Without a worker, whoever made the change waits for it: a server that is slow is not.
    """
    hurried = settings.TASKS["default"]["BACKEND"] in AT_ONCE
    return sum(report.followed for report in indexing.follow(hurried=hurried))
