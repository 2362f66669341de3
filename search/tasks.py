"""Indexing in the background. It may run twice, and two workers at once."""

from django_tasks import task

from search import indexing


@task()
def follow_changes() -> int:
    """Bring every engine up to date with the changes that wait; say how many were followed."""
    return sum(report.followed for report in indexing.follow())
