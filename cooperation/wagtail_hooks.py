"""What cooperation adds to the administration."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from cooperation.enums import PostingStatus
from cooperation.services.postings import MOVED


@hooks.register("register_log_actions")
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
