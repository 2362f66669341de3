"""What waits for the staff, on the first page of the administration."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from cooperation.admin.queue import cards_of
from cooperation.selectors.moderation import queue, shown, totals

SHOWN = 8


class ModerationPanel(Component):
    """What waits: how much, how much for too long, and the oldest."""

    name = "moderation"
    template_name = "cooperation/admin/moderation_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        entries = queue(now=timezone.now())
        return {
            "totals": totals(entries),
            "cards": cards_of(shown(entries[:SHOWN]), None),
            "queue_url": reverse("moderation_queue"),
        }
