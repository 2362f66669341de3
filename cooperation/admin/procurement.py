"""Contracts with integration hours, and what the social structures can do of each service."""

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column

from cooperation.forms.procurement import LotAdminForm, ServiceCapacityAdminForm
from cooperation.models import Lot, ServiceCapacity
from cooperation.wording.postings import resource_label
from pacte.admin.base import PactViewSet


def service_column() -> Column:
    """Return the column that names a service in words."""
    return Column(
        "service_label",
        label=_("Service"),
        accessor=lambda row: resource_label(row.service),
        sort_key="service",
    )


ASKED = [
    FieldPanel("buyer"),
    FieldPanel("title"),
    FieldPanel("service"),
    FieldPanel("description"),
    FieldPanel("hours"),
    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")], heading=_("Dates")),
    FieldPanel("commune", widget=Select),
    FieldPanel("reserved"),
    FieldPanel("action", heading=_("Action de la feuille de route")),
    FieldPanel("source"),
    FieldPanel("is_fictitious"),
]
FOLLOW_UP = [
    FieldPanel("status"),
    FieldRowPanel(
        [FieldPanel("achieved_hours"), FieldPanel("achieved_people")],
        heading=_("Réellement fait"),
    ),
]


class LotViewSet(PactViewSet):
    """Contracts with integration hours: from their publication to what was really done."""

    model = Lot
    icon = "clipboard-list"
    list_display = ["title", "buyer", service_column(), "hours", "starts_on", "status"]
    list_filter = ["status", "reserved", "is_fictitious"]
    search_fields = ["title", "description", "buyer__name", "service"]
    select_related = ("buyer", "commune")
    list_export = [
        *("title", "buyer", "service", "hours", "starts_on", "ends_on", "commune", "reserved"),
        *("status", "achieved_hours", "achieved_people", "source", "is_fictitious"),
    ]
    export_filename = "marches"
    edit_handler = TabbedInterface(
        [
            ObjectList(ASKED, heading=_("Ce qui est demandé")),
            ObjectList(FOLLOW_UP, heading=_("Suivi")),
        ],
        base_form_class=LotAdminForm,
    )


class ServiceCapacityViewSet(PactViewSet):
    """Hours of a service that a structure can do each month."""

    model = ServiceCapacity
    icon = "group"
    list_display = ["organisation", service_column(), "monthly_hours", "people"]
    list_filter = ["is_fictitious"]
    search_fields = ["organisation__name", "service", "source"]
    select_related = ("organisation",)
    list_export = ["organisation", "service", "monthly_hours", "people", "source"]
    export_filename = "capacites-de-service"
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldPanel("service"),
            FieldRowPanel([FieldPanel("monthly_hours"), FieldPanel("people")]),
            FieldPanel("source"),
            FieldPanel("is_fictitious"),
        ],
        base_form_class=ServiceCapacityAdminForm,
    )
