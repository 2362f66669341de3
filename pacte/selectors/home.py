"""What the home page counts and lists."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from pacte.models import Action, ArticlePage, Commune, EventPage, Organisation, Theme
from pacte.selectors.articles import latest_articles
from pacte.selectors.events import next_events

LATEST = 3


@dataclass(frozen=True)
class HomeView:
    """Counts of today, themes, news and next events."""

    organisations: int
    signatories: int
    communes: int
    actions: int
    themes: tuple[Theme, ...]
    articles: tuple[ArticlePage, ...]
    events: tuple[EventPage, ...]


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
        events=next_events(LATEST, now=timezone.now()),
    )
