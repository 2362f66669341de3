"""The roadmap: objectives, actions and commitments."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.admin.ui.tables import UpdatedAtColumn

from pacte.admin.base import PactViewSet, state_column
from pacte.models import Action, Commitment, Objective


class ObjectiveViewSet(PactViewSet):
    model = Objective
    icon = "pick"
    list_display = ["title", "theme", "order"]
    list_filter = ["theme"]
    search_fields = ["title", "summary"]
    select_related = ("theme",)
    list_export = ["theme", "title", "summary", "order"]
    panels = [
        FieldPanel("theme"),
        TitleFieldPanel("title", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("order"),
    ]


class ActionViewSet(PactViewSet):
    """Actions, with drafts, approval, history and preview."""

    model = Action
    icon = "tasks"
    list_display = [
        "title",
        "objective",
        "status",
        "pilot",
        state_column(),
        UpdatedAtColumn(),
    ]
    list_filter = ["objective__theme", "status", "live", "is_fictitious"]
    search_fields = ["title", "summary"]
    select_related = ("objective__theme", "pilot")
    list_export = [
        "objective",
        "title",
        "summary",
        "status",
        "pilot",
        "starts_on",
        "ends_on",
        "live",
        "is_fictitious",
    ]
    export_filename = "actions"
    panels = [
        FieldPanel("objective"),
        TitleFieldPanel("title", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("status"),
        FieldPanel("pilot"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("Calendrier")),
        FieldPanel("body"),
        FieldPanel("is_fictitious"),
    ]


class CommitmentViewSet(PactViewSet):
    model = Commitment
    icon = "pick"
    list_display = ["description", "organisation", "action", "status", "due_on"]
    list_filter = ["status", "action__objective__theme", "is_fictitious"]
    search_fields = ["description", "organisation__name", "action__title"]
    select_related = ("organisation", "action")
    list_export = ["action", "organisation", "description", "status", "made_on", "due_on"]
    export_filename = "engagements"
    panels = [
        FieldPanel("action"),
        FieldPanel("organisation"),
        FieldPanel("description"),
        FieldPanel("status"),
        FieldRowPanel([FieldPanel("made_on"), FieldPanel("due_on")]),
        FieldPanel("is_fictitious"),
    ]
