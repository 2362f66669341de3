"""Editorial pages."""

from pacte.models.pages.articles import ArticleCategory, ArticleIndexPage, ArticlePage
from pacte.models.pages.events import EventIndexPage, EventPage
from pacte.models.pages.home import HomePage
from pacte.models.pages.place import PlacePage
from pacte.models.pages.standard import StandardPage

__all__ = [
    "ArticleCategory",
    "ArticleIndexPage",
    "ArticlePage",
    "EventIndexPage",
    "EventPage",
    "HomePage",
    "PlacePage",
    "StandardPage",
]
