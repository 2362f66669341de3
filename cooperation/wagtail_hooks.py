"""What cooperation adds to the administration."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cooperation.admin.groups import CooperationGroup
from cooperation.admin.home import ModerationPanel
from cooperation.enums import PostingStatus
from cooperation.models import Suggestion
from cooperation.services.postings import MOVED
from pacte.admin.base import ReadOnlyPolicy
from pacte.permissions import is_curator

register_permission_policy(Suggestion, ReadOnlyPolicy(Suggestion))
register_snippet(CooperationGroup)


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
