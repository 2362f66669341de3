"""Addresses of the pact: organisations, roadmap, territories."""

from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from pacte.feeds import ArticleFeed, AtomArticleFeed, EventFeed
from pacte.sitemaps import SITEMAPS
from pacte.views import accounts, events, maps, organisations, roadmap, site, territories

app_name = "pacte"
urlpatterns = [
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("feuille-de-route/", roadmap.roadmap, name="roadmap"),
    path("feuille-de-route/themes/<slug:code>/", roadmap.theme, name="theme"),
    path("feuille-de-route/actions/<slug:slug>/", roadmap.action, name="action"),
    path("territoires/", territories.territory_list, name="territory-list"),
    path("territoires/intercommunalites/<slug:slug>/", territories.epci, name="epci"),
    path("territoires/communes/<slug:slug>/", territories.commune, name="commune"),
    path("territoires/zones/<slug:code>/", territories.zone, name="zone"),
    path("actualites/categories/<slug:code>/", site.article_category, name="article-category"),
    path("actualites/flux.rss", ArticleFeed(), name="feed"),
    path("actualites/flux.atom", AtomArticleFeed(), name="feed-atom"),
    path("actualites/categories/<slug:code>/flux.rss", ArticleFeed(), name="category-feed"),
    path("agenda/agenda.ics", events.agenda, name="agenda-calendar"),
    path("agenda/flux.rss", EventFeed(), name="agenda-feed"),
    path("agenda/<str:slug>/evenement.ics", events.event, name="event-calendar"),
    path("carte/fond.geojson", maps.ground, name="map-ground"),
    path("plan-du-site/", site.site_map, name="site-map"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", site.robots, name="robots"),
    path("mon-espace/", accounts.my_space, name="my-space"),
    path("", include("pacte.urls_notifications")),
    path("", include("pacte.urls_people")),
]
