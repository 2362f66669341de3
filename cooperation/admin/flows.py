"""Know-how, and what the engine suggested."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column

from cooperation import knowledge
from cooperation.forms.staff import CapabilityAdminForm
from cooperation.models import Capability, Suggestion
from cooperation.wording.postings import quantity_of, resource_label
from pacte.admin.base import PactViewSet


def resource_column() -> Column:
    """Return the column that names a resource in words."""
    return Column(
        "resource_label",
        label=_("Ressource"),
        accessor=lambda row: resource_label(row.resource),
        sort_key="resource",
    )


def quantity_column() -> Column:
    """Return the column that tells a quantity in words."""
    return Column("quantity_text", label=_("Quantité"), accessor=quantity_of)


def _transformation_label(row: Capability) -> str:
    found = knowledge.load().transformations.get(row.transformation)
    return found.label if found else row.transformation


class CapabilityViewSet(PactViewSet):
    model = Capability
    icon = "cogs"
    list_display = [
        "organisation",
        Column("transformation", label=_("Savoir-faire"), accessor=_transformation_label),
        "yearly_capacity",
        "unit",
    ]
    list_filter = ["is_fictitious"]
    search_fields = ["organisation__name", "transformation"]
    select_related = ("organisation",)
    list_export = ["organisation", "transformation", "yearly_capacity", "unit", "source"]
    export_filename = "savoir-faire"
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldPanel("transformation"),
            FieldRowPanel([FieldPanel("yearly_capacity"), FieldPanel("unit")]),
            FieldPanel("source"),
            FieldPanel("is_fictitious"),
        ],
        base_form_class=CapabilityAdminForm,
    )


class SuggestionViewSet(PactViewSet):
    """What the engine wrote: looked at, never edited."""

    model = Suggestion
    icon = "crosshairs"
    inspect_view_enabled = True
    list_display = ["giver", "receiver", "kind", resource_column(), "score", "computed_at"]
    list_filter = ["kind", "version"]
    search_fields = ["giver__name", "receiver__name", "resource"]
    select_related = ("giver", "receiver")
    list_export = ["giver", "receiver", "kind", "resource", "score", "version"]
    export_filename = "suggestions"
    panels = [FieldPanel("score", read_only=True)]
