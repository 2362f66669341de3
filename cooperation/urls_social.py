"""Addresses of social procurement, and of groups for the staff."""

from django.urls import path

from cooperation.views import groups, lots

urlpatterns = [
    path("achats-responsables/", lots.lot_list, name="lots"),
    path("achats-responsables/<int:pk>/", lots.lot_detail, name="lot"),
    path("pilotage/groupes/", groups.groups_page, name="groups"),
    path("pilotage/groupes.csv", groups.groups_csv, name="groups-csv"),
]
