"""Addresses of social procurement."""

from django.urls import path

from cooperation.views import lots

urlpatterns = [
    path("achats-responsables/", lots.lot_list, name="lots"),
    path("achats-responsables/<int:pk>/", lots.lot_detail, name="lot"),
]
