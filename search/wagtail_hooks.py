"""What the admin does that no publication signal tells: a profile deleted."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from pacte.models import Organisation
from search.tasks import enqueue_on_commit


@hooks.register("before_delete_snippet")  # type: ignore[untyped-decorator]
def forget_deleted(request: HttpRequest, instances: Any) -> None:
    """Forget the profiles that are confirmed for deletion, once they are gone."""
    ids = [row.pk for row in instances if isinstance(row, Organisation)]
    if request.method == "POST" and ids:
        enqueue_on_commit(*ids)
