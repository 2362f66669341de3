"""Standard pages: legal notice, accessibility, personal data, and any other."""

from django.utils.translation import gettext_lazy as _

from pacte.models.pages.base import EditorialPage


class StandardPage(EditorialPage):
    """A page of text."""

    template = "pacte/pages/standard.html"
    parent_page_types = ["pacte.HomePage", "pacte.StandardPage"]
    subpage_types = ["pacte.StandardPage"]

    class Meta:
        verbose_name = _("page courante")
        verbose_name_plural = _("pages courantes")
