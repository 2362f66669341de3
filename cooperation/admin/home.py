"""What waits for the staff, on the first page of the administration."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from cooperation.selectors.moderation import work_list


class ModerationPanel(Component):
    """Postings and profiles to moderate, with their number."""

    name = "moderation"
    template_name = "cooperation/admin/moderation_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        work = work_list()
        postings = reverse("wagtailsnippets_cooperation_posting:list")
        profiles = reverse("wagtailsnippets_pacte_organisation:list")
        return {
            "postings": work.postings,
            "postings_count": work.postings_count,
            "postings_url": f"{postings}?status=submitted",
            "profiles": work.profiles,
            "profiles_count": work.profiles_count,
            "profiles_url": f"{profiles}?live=false",
        }
