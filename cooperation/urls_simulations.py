"""Addresses of what could be: why not, what if, and whose absence would cost."""

from django.urls import path

from cooperation.views import why_not

urlpatterns = [
    path("annonces/<int:pk>/pourquoi-pas/", why_not.posting_why_not, name="posting-why-not"),
    path("pourquoi-pas/", why_not.pair_why_not, name="why-not"),
]
