"""Reference lists."""

from wagtail.admin.panels import FieldPanel

from pacte.admin.base import PactViewSet
from pacte.models import ArticleCategory, Kind, Label, Role, Theme


class ReferenceViewSet(PactViewSet):
    """A list of codes with their wording, in the order that people read them."""

    icon = "list-ul"
    list_display = ["name", "code", "order"]
    list_export = ["name", "code", "order"]
    search_fields = ["name", "code"]
    panels = [FieldPanel("name"), FieldPanel("code"), FieldPanel("order")]


class KindViewSet(ReferenceViewSet):
    model = Kind


class RoleViewSet(ReferenceViewSet):
    model = Role


class LabelViewSet(ReferenceViewSet):
    model = Label
    list_display = ["name", "code", "family", "counts_for_egalim"]
    list_filter = ["family", "counts_for_egalim"]
    panels = [
        *ReferenceViewSet.panels,
        FieldPanel("family"),
        FieldPanel("counts_for_egalim"),
    ]


class ThemeViewSet(ReferenceViewSet):
    model = Theme
    icon = "tag"
    panels = [*ReferenceViewSet.panels, FieldPanel("summary")]


class ArticleCategoryViewSet(ReferenceViewSet):
    model = ArticleCategory
    icon = "folder-open-inverse"
