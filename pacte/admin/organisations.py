"""The organisations of the network."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn

from pacte.admin.base import PactViewSet, state_column
from pacte.enums import SiaeType
from pacte.models import Epci, Kind, Organisation, Role, Theme


def _many(field_name: str, label: Any, rows: Any) -> django_filters.ModelMultipleChoiceFilter:
    return django_filters.ModelMultipleChoiceFilter(
        field_name=field_name, label=label, queryset=rows, widget=forms.CheckboxSelectMultiple
    )


class OrganisationFilters(WagtailFilterSet):
    """Narrow the list of organisations."""

    kinds = _many("kinds", _("Nature"), Kind.objects.all())
    roles = _many("roles", _("Rôle"), Role.objects.all())
    themes = _many("themes", _("Thème"), Theme.objects.all())
    epci = _many("commune__epci", _("Intercommunalité"), Epci.objects.all())
    siae_type = django_filters.MultipleChoiceFilter(
        label=_("Type de SIAE"), choices=SiaeType.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Organisation
        fields = ["kinds", "roles", "siae_type", "epci", "themes", "live", "is_fictitious"]


def _boxes(name: str) -> FieldPanel:
    return FieldPanel(name, widget=forms.CheckboxSelectMultiple)


IDENTITY = [
    FieldPanel("name"),
    FieldPanel("siret"),
    FieldPanel("legal_form"),
    FieldPanel("summary"),
    FieldPanel("website"),
    FieldPanel("logo"),
    FieldPanel("logo_alt"),
    FieldPanel("slug", help_text=_("Vide : déduite du nom.")),
]
ACTIVITY = [
    _boxes("kinds"),
    _boxes("roles"),
    FieldPanel("siae_type"),
    FieldPanel("naf"),
    MultiFieldPanel([FieldPanel("headcount"), FieldPanel("headcount_year")], heading=_("Effectif")),
    _boxes("labels"),
    _boxes("themes"),
]
PLACE = [
    FieldPanel("address"),
    FieldPanel("commune", widget=forms.Select),
    MultiFieldPanel(
        [FieldPanel("latitude"), FieldPanel("longitude")],
        heading=_("Position exacte"),
        help_text=_("Vide : le centre de la commune."),
    ),
    FieldPanel("building", widget=forms.Select),
    FieldPanel("service_radius_km"),
    _boxes("service_zones"),
]
LINKS = [
    InlinePanel("links", heading=_("Liens avec d’autres organisations"), label=_("Lien")),
    InlinePanel(
        "authorisations",
        heading=_("Autorisations de recevoir des déchets"),
        label=_("Autorisation"),
    ),
]
FOLLOW_UP = [FieldPanel("source"), FieldPanel("is_fictitious")]


class OrganisationViewSet(PactViewSet):
    """Organisations, with drafts, moderation, history and preview."""

    model = Organisation
    icon = "group"
    list_display = [
        "name",
        "commune",
        "siae_type",
        state_column(),
        BooleanColumn("is_fictitious", label=_("Fictive")),
        UpdatedAtColumn(),
    ]
    filterset_class = OrganisationFilters
    search_fields = ["name", "siret", "summary", "commune__name"]
    select_related = ("commune",)
    prefetch_related = ("kinds", "roles", "labels", "themes")
    list_export = [
        "name",
        "siret",
        "legal_form",
        "naf",
        "kinds",
        "roles",
        "siae_type",
        "headcount",
        "headcount_year",
        "address",
        "commune",
        "labels",
        "themes",
        "website",
        "source",
        "live",
        "is_fictitious",
    ]
    export_filename = "organisations"
    edit_handler = TabbedInterface(
        [
            ObjectList(IDENTITY, heading=_("Identité")),
            ObjectList(ACTIVITY, heading=_("Activité")),
            ObjectList(PLACE, heading=_("Lieu")),
            ObjectList([FieldPanel("description")], heading=_("Présentation")),
            ObjectList(LINKS, heading=_("Liens et autorisations")),
            ObjectList(FOLLOW_UP, heading=_("Suivi")),
        ]
    )
