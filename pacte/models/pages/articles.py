"""Articles, their categories and their index."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from pacte.models.pages.base import EditorialPage
from pacte.models.reference import ReferenceEntry


class ArticleCategory(ReferenceEntry):  # type: ignore[django-manager-missing]
    """What an article is about."""

    class Meta(ReferenceEntry.Meta):
        verbose_name = _("catégorie d’articles")
        verbose_name_plural = _("catégories d’articles")

    def get_absolute_url(self) -> str:
        return reverse("pacte:article-category", args=[self.code])


class ArticleIndexPage(EditorialPage):
    """The articles, newest first, by category."""

    template = "pacte/pages/article_index.html"
    parent_page_types = ["pacte.HomePage"]
    subpage_types = ["pacte.ArticlePage"]
    max_count = 1

    class Meta:
        verbose_name = _("page des actualités")


class ArticlePage(EditorialPage):
    """An article."""

    category = models.ForeignKey(
        ArticleCategory,
        on_delete=models.PROTECT,
        related_name="articles",
        verbose_name=_("catégorie"),
    )
    date = models.DateField(_("date"), default=timezone.localdate)
    is_fictitious = models.BooleanField(_("fictif (démonstration)"), default=False)

    search_fields = [*EditorialPage.search_fields, index.FilterField("category")]
    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("category"),
        FieldPanel("date"),
        FieldPanel("is_fictitious"),
    ]
    template = "pacte/pages/article.html"
    parent_page_types = ["pacte.ArticleIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
