"""Editorial pages for the tests, in a tree like the one of the site."""

import datetime as dt

from django.utils import timezone
from wagtail.models import Page, Site

from pacte import models


def home_page(**fields):
    """Make the home page, root of the site, or give the one there is."""
    found = models.HomePage.objects.first()
    if found:
        return found
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=models.HomePage(title="Le pacte d’essai", slug="accueil", **fields)
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": home},
    )
    Site.clear_site_root_paths_cache()
    return home


def article_index():
    """Make the page of the articles, or give the one there is."""
    found = models.ArticleIndexPage.objects.first()
    return found or home_page().add_child(
        instance=models.ArticleIndexPage(title="Actualités", slug="actualites")
    )


def article(title="Un article d’essai", category="vie-du-pacte", day=1, **fields):
    """Make a published, fictitious article."""
    category, _ = models.ArticleCategory.objects.get_or_create(
        code=category, defaults={"name": category.capitalize()}
    )
    date = dt.date(2026, 10, 1) + dt.timedelta(days=day)
    values = {"introduction": "En bref.", "is_fictitious": True, "date": date, **fields}
    page = models.ArticlePage(title=title, category=category, **values)
    return article_index().add_child(instance=page)


def place_page(place, **fields):
    """Make the page of a shared place."""
    page = models.PlacePage(title=place.name, slug=place.slug, place=place, **fields)
    return home_page().add_child(instance=page)


def standard_page(title="Mentions légales", **fields):
    """Make a page of text."""
    return home_page().add_child(instance=models.StandardPage(title=title, **fields))


def agenda():
    """Make the page of the events, or give the one there is."""
    found = models.EventIndexPage.objects.first()
    return found or home_page().add_child(
        instance=models.EventIndexPage(title="Agenda", slug="agenda")
    )


def event(title="Un rendez-vous d’essai", days=3, hours=2, **fields):
    """Make a published, fictitious event, so many days from now."""
    start = timezone.now().replace(microsecond=0) + dt.timedelta(days=days)
    start = fields.pop("starts_at", start)
    values = {"venue": "Salle d’essai", "is_fictitious": True, "introduction": "En bref.", **fields}
    values.setdefault("ends_at", start + dt.timedelta(hours=hours))
    return agenda().add_child(instance=models.EventPage(title=title, starts_at=start, **values))
