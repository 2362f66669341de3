"""The menu of cooperation."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cooperation.admin.cooperations import CooperationViewSet
from cooperation.admin.flows import CapabilityViewSet, SuggestionViewSet
from cooperation.admin.postings import PostingViewSet
from cooperation.admin.procurement import LotViewSet, ServiceCapacityViewSet


class CooperationGroup(SnippetViewSetGroup):
    menu_label = _("Coopération")
    menu_icon = "link"
    menu_order = 130
    items = (
        PostingViewSet,
        CooperationViewSet,
        CapabilityViewSet,
        LotViewSet,
        ServiceCapacityViewSet,
        SuggestionViewSet,
    )
