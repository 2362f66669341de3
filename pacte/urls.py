"""Addresses of the pact: organisations, roadmap, territories."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def soon(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("soon")


app_name = "pacte"
urlpatterns = [
    path("organisations/<slug:slug>/", soon, name="organisation"),
    path("feuille-de-route/", soon, name="roadmap"),
    path("feuille-de-route/themes/<slug:code>/", soon, name="theme"),
    path("feuille-de-route/actions/<slug:slug>/", soon, name="action"),
    path("territoires/", soon, name="territory-list"),
    path("territoires/intercommunalites/<slug:slug>/", soon, name="epci"),
    path("territoires/communes/<slug:slug>/", soon, name="commune"),
    path("territoires/zones/<slug:code>/", soon, name="zone"),
    path("actualites/categories/<slug:code>/", soon, name="article-category"),
    path("actualites/flux.rss", soon, name="feed"),
    path("actualites/flux.atom", soon, name="feed-atom"),
    path("actualites/categories/<slug:code>/flux.rss", soon, name="category-feed"),
    path("plan-du-site/", soon, name="site-map"),
    path("sitemap.xml", soon, name="sitemap"),
    path("robots.txt", soon, name="robots"),
    path("connexion/", soon, name="login"),
    path("deconnexion/", soon, name="logout"),
    path("mon-espace/", soon, name="my-space"),
]
