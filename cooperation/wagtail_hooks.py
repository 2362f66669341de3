"""What cooperation adds to the administration."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cooperation.admin.cooperations import CooperationBulkDelete
from cooperation.admin.groups import CooperationGroup
from cooperation.admin.home import ModerationPanel
from cooperation.admin.queue import QueueMenuItem, QueueView
from cooperation.enums import PostingStatus
from cooperation.models import Capability, Cooperation, Lot, ServiceCapacity, Suggestion
from cooperation.services.outbox import record_network
from cooperation.services.postings import MOVED
from pacte.admin.base import ReadOnlyPolicy
from pacte.models import Commitment
from pacte.permissions import is_curator

REASONED_ON = (Capability, Cooperation, Commitment, Lot, ServiceCapacity)
"""Rows edited here that no publication signal tells the engine of."""

register_permission_policy(Suggestion, ReadOnlyPolicy(Suggestion))
register_snippet(CooperationGroup)
hooks.register("register_bulk_action", CooperationBulkDelete, order=1)  # after Wagtail’s own


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def register_queue() -> list[URLPattern]:
    """Add the page of what waits."""
    return [path("moderation/", QueueView.as_view(), name="moderation_queue")]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def show_queue_in_menu() -> MenuItem:
    """Put what waits in the menu."""
    return QueueMenuItem()


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def show_work_list(request: HttpRequest, panels: list[Any]) -> None:
    """Put what waits for the staff first on their home page."""
    if is_curator(request.user):
        panels.insert(0, ModerationPanel())


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def register_moves(actions: Any) -> None:
    """Tell the history pages how to word a move of a posting."""

    @actions.register_action(MOVED)
    class MoveFormatter(LogFormatter):
        label = _("Mouvement d’annonce")

        def format_message(self, log_entry: Any) -> str:
            names = dict(PostingStatus.choices)
            data = log_entry.data
            return _("Passée de « %(source)s » à « %(target)s »") % {
                "source": names.get(data.get("source"), "?"),
                "target": names.get(data.get("target"), "?"),
            }

        def format_comment(self, log_entry: Any) -> str:
            return str(log_entry.data.get("note", ""))


@hooks.register("after_create_snippet")  # type: ignore[untyped-decorator]
@hooks.register("after_edit_snippet")  # type: ignore[untyped-decorator]
def tell_edited(request: HttpRequest, instance: Any) -> None:
    """Have the suggestions computed again after an edit of what they rest on."""
    if isinstance(instance, REASONED_ON):
        record_network()


@hooks.register("after_delete_snippet")  # type: ignore[untyped-decorator]
def tell_deleted(request: HttpRequest, instances: Any) -> None:
    """Have the suggestions computed again after a deletion of what they rest on."""
    if any(isinstance(row, REASONED_ON) for row in instances):
        record_network()
