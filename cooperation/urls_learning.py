"""Addresses of the staff: their tools, and what the engine learns from outcomes."""

from django.urls import path

from cooperation.views import learning, pilotage

TABLE = "pilotage/apprentissage/<int:pk>/"

urlpatterns = [
    path("pilotage/", pilotage.home, name="pilotage"),
    path("pilotage/apprentissage/", learning.learning_page, name="learning"),
    path("pilotage/apprentissage/proposer/", learning.learning_propose, name="learning-propose"),
    path(TABLE, learning.learning_table, name="learning-table"),
    path(f"{TABLE}decider/", learning.learning_decide, name="learning-decide"),
]
