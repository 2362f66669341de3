"""Communes, intercommunalities, zones and shared places."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, TitleFieldPanel

from pacte.admin.base import PactViewSet
from pacte.models import Commune, Epci, Place, Zone


class CommuneViewSet(PactViewSet):
    """Communes come from official lists: corrected if need be, never added by hand."""

    model = Commune
    icon = "site"
    inspect_view_enabled = True
    list_display = ["name", "insee", "epci", "population"]
    list_filter = ["epci"]
    search_fields = ["name", "insee", "postcodes"]
    select_related = ("epci",)
    list_export = ["name", "insee", "epci", "population", "latitude", "longitude"]
    panels = [
        FieldPanel("name"),
        FieldPanel("insee", read_only=True),
        FieldPanel("epci", read_only=True),
        FieldPanel("population"),
        FieldPanel("latitude"),
        FieldPanel("longitude"),
    ]


class EpciViewSet(PactViewSet):
    model = Epci
    icon = "site"
    inspect_view_enabled = True
    list_display = ["name", "siren", "in_pact", "in_plie"]
    list_filter = ["in_pact", "in_plie"]
    search_fields = ["name", "siren"]
    list_export = ["name", "siren", "in_pact", "in_plie"]
    panels = [
        FieldPanel("name"),
        FieldPanel("siren", read_only=True),
        FieldPanel("in_pact"),
        FieldPanel("in_plie"),
    ]


class ZoneViewSet(PactViewSet):
    model = Zone
    icon = "globe"
    list_display = ["name", "kind", "code"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]
    list_export = ["name", "code", "kind", "communes"]
    prefetch_related = ("communes",)
    panels = [
        TitleFieldPanel("name", targets=["code"]),
        FieldPanel("code"),
        FieldPanel("kind"),
        FieldPanel("description"),
        FieldPanel("communes", widget=forms.SelectMultiple(attrs={"size": 15})),
    ]


class PlaceViewSet(PactViewSet):
    model = Place
    icon = "home"
    list_display = ["name", "commune", "area_m2"]
    search_fields = ["name", "commune__name"]
    select_related = ("commune",)
    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("address"),
        FieldPanel("commune", widget=forms.Select),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("area_m2"),
        FieldPanel("former_use"),
        InlinePanel("buildings", heading=_("Bâtiments"), label=_("Bâtiment")),
    ]
