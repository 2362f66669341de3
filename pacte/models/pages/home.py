"""The home page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from pacte.blocks import FigureBlock
from pacte.models.pages.base import EditorialPage


class HomePage(EditorialPage):
    """What the pact is, its figures, and the doors to everything else."""

    figures = StreamField(
        blocks.StreamBlock([("figure", FigureBlock())]), verbose_name=_("chiffres"), blank=True
    )

    content_panels = [*EditorialPage.content_panels, FieldPanel("figures")]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "pacte/pages/home.html"

    class Meta:
        verbose_name = _("page d’accueil")
