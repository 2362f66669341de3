"""What the home page counts and lists."""

from dataclasses import dataclass

from django.db.models import Count, Q

from pacte.models import Action, ArticlePage, Commune, Organisation, Theme
from pacte.selectors.articles import latest_articles

LATEST = 3


@dataclass(frozen=True)
class HomeView:
    """Counts of today, themes and news."""

    organisations: int
    signatories: int
    communes: int
    actions: int
    themes: tuple[Theme, ...]
    articles: tuple[ArticlePage, ...]


def home_view() -> HomeView:
    """Return what the home page shows of the pact."""
    public = Organisation.objects.public()
    live = Q(objectives__actions__live=True)
    themes = Theme.objects.annotate(
        action_count=Count("objectives__actions", filter=live, distinct=True)
    )
    return HomeView(
        organisations=public.count(),
        signatories=public.signatories().count(),
        communes=Commune.objects.filter(epci__in_pact=True).count(),
        actions=Action.objects.public().count(),
        themes=tuple(themes),
        articles=latest_articles(LATEST),
    )
