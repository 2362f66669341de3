"""Menus of the administration."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from pacte.admin.indicators import IndicatorViewSet
from pacte.admin.members import MembershipViewSet
from pacte.admin.organisations import OrganisationViewSet
from pacte.admin.reference import (
    ArticleCategoryViewSet,
    KindViewSet,
    LabelViewSet,
    RoleViewSet,
    ThemeViewSet,
)
from pacte.admin.roadmap import ActionViewSet, CommitmentViewSet, ObjectiveViewSet
from pacte.admin.territories import CommuneViewSet, EpciViewSet, PlaceViewSet, ZoneViewSet


class NetworkGroup(SnippetViewSetGroup):
    menu_label = _("Réseau")
    menu_icon = "group"
    menu_order = 110
    items = (
        OrganisationViewSet,
        MembershipViewSet,
        KindViewSet,
        RoleViewSet,
        LabelViewSet,
        ArticleCategoryViewSet,
    )


class RoadmapGroup(SnippetViewSetGroup):
    menu_label = _("Feuille de route")
    menu_icon = "tasks"
    menu_order = 120
    items = (ThemeViewSet, ObjectiveViewSet, ActionViewSet, IndicatorViewSet, CommitmentViewSet)


class TerritoryGroup(SnippetViewSetGroup):
    menu_label = _("Territoire")
    menu_icon = "site"
    menu_order = 140
    items = (PlaceViewSet, ZoneViewSet, CommuneViewSet, EpciViewSet)
