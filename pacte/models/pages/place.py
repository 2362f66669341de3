"""The page of a shared place, such as the Pôle R."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from pacte.models.pages.base import EditorialPage
from pacte.models.places import Place


class PlacePage(EditorialPage):
    """Buildings, occupants and flows of a shared place, drawn from the data."""

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="pages", verbose_name=_("lieu partagé")
    )

    content_panels = [*EditorialPage.content_panels, FieldPanel("place")]
    template = "pacte/pages/place.html"
    parent_page_types = ["pacte.HomePage"]
    subpage_types = ["pacte.StandardPage"]

    class Meta:
        verbose_name = _("page de lieu partagé")
