"""Needs and offers: every field, and moves that follow the table of their life."""

from typing import Any

from django.db import models
from django.forms import CheckboxSelectMultiple, Select
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CreateView, EditView

from cooperation.admin.flows import quantity_column, resource_column
from cooperation.admin.moves import MoveView
from cooperation.forms.staff import PostingAdminForm
from cooperation.models import Posting
from cooperation.services.postings import create_posting, edit_posting
from pacte.admin.base import PactViewSet

WHAT = [
    FieldPanel("organisation"),
    FieldPanel("direction"),
    FieldPanel("resource"),
    FieldPanel("title"),
    FieldPanel("description"),
    FieldRowPanel(
        [
            FieldPanel("quantity"),
            FieldPanel("unit"),
            FieldPanel("period"),
            FieldPanel("minimum_lot"),
        ],
        heading=_("Quantité"),
    ),
]
WHEN_WHERE = [
    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("Dates")),
    FieldPanel("months"),
    FieldPanel("commune", widget=Select),
    FieldPanel("max_distance_km"),
    FieldPanel("service_zones", widget=CheckboxSelectMultiple),
]
TERMS = [
    FieldPanel("labels", widget=CheckboxSelectMultiple),
    FieldPanel("kinds_may_answer", widget=CheckboxSelectMultiple),
    FieldRowPanel([FieldPanel("price_mode"), FieldPanel("price")], heading=_("Conditions")),
    MultiFieldPanel(
        [FieldPanel("logistics"), FieldPanel("logistics_note")], heading=_("Logistique")
    ),
    FieldPanel("visibility"),
]
FOLLOW_UP = [
    HelpPanel(template="cooperation/admin/posting_state.html", heading=_("État et contact")),
    FieldPanel("is_fictitious"),
]


class PostingCreateView(CreateView):
    def save_instance(self) -> Posting:
        posting: Posting = self.form.save(commit=False)
        create_posting(posting=posting, user=self.request.user, now=timezone.now())
        self.new_revision = posting.latest_revision
        return posting

    def get_success_url(self) -> str:
        return str(self.get_edit_url())


class PostingEditView(EditView):
    def save_instance(self) -> Posting:
        posting = edit_posting(posting=self.form.save(commit=False), user=self.request.user)
        self.has_content_changes = True
        self.new_revision = posting.latest_revision
        return posting

    @property
    def header_buttons(self) -> list[Any]:
        url = reverse("wagtailsnippets_cooperation_posting:move", args=[self.object.pk])
        label = _("État : %(state)s") % {"state": self.object.get_status_display()}
        return [*super().header_buttons, HeaderButton(label, url=url, icon_name="arrow-right")]


class PostingRevertView(RevisionsRevertMixin, PostingEditView):
    """Going back to a former version brings back its words, never its state."""

    view_name = "revisions_revert"

    def save_instance(self) -> Posting:
        return PostingEditView.save_instance(self)


class PostingViewSet(PactViewSet):
    """Needs and offers."""

    model = Posting
    icon = "pick"
    add_view_class = PostingCreateView
    edit_view_class = PostingEditView
    revisions_revert_view_class = PostingRevertView
    list_display = [
        "title",
        "organisation",
        "direction",
        resource_column(),
        quantity_column(),
        "status",
        "published_on",
    ]
    list_filter = ["status", "direction", "visibility", "price_mode", "is_fictitious"]
    search_fields = ["title", "description", "organisation__name", "resource"]
    select_related = ("organisation", "commune")
    prefetch_related = ("labels",)
    list_export = [
        "title",
        "organisation",
        "direction",
        "resource",
        "quantity",
        "unit",
        "period",
        "starts_on",
        "ends_on",
        "commune",
        "max_distance_km",
        "labels",
        "price_mode",
        "logistics",
        "visibility",
        "status",
        "published_on",
        "is_fictitious",
    ]
    export_filename = "annonces"
    edit_handler = TabbedInterface(
        [
            ObjectList(WHAT, heading=_("Quoi et combien")),
            ObjectList(WHEN_WHERE, heading=_("Quand et où")),
            ObjectList(TERMS, heading=_("Conditions")),
            ObjectList(FOLLOW_UP, heading=_("Suivi")),
        ],
        base_form_class=PostingAdminForm,
    )

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Any]":
        return super().get_queryset(request).order_by("-pk")

    def get_urlpatterns(self) -> list[URLPattern]:
        move = MoveView.as_view(list_url_name=self.get_url_name("list"))
        return [*super().get_urlpatterns(), path("etat/<int:pk>/", move, name="move")]
