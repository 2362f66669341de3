"""Addresses of the staff: their tools, the knowledge, and what the engine learns from outcomes."""

from django.urls import path

from cooperation.views import knowledge, learning, pilotage

ENTRY = "pilotage/connaissances/<slug:subject>/<str:code>/"
TABLE = "pilotage/apprentissage/<int:pk>/"

urlpatterns = [
    path("pilotage/", pilotage.home, name="pilotage"),
    path("pilotage/apprentissage/", learning.learning_page, name="learning"),
    path("pilotage/apprentissage/proposer/", learning.learning_propose, name="learning-propose"),
    path(TABLE, learning.learning_table, name="learning-table"),
    path(f"{TABLE}decider/", learning.learning_decide, name="learning-decide"),
    path("pilotage/connaissances/", knowledge.knowledge_list, name="knowledge"),
    path(
        "pilotage/connaissances/<slug:subject>/ajouter/",
        knowledge.knowledge_add,
        name="knowledge-add",
    ),
    path(
        "pilotage/connaissances/annuler/<int:pk>/", knowledge.knowledge_undo, name="knowledge-undo"
    ),
    path(ENTRY, knowledge.knowledge_entry, name="knowledge-entry"),
    path(f"{ENTRY}retirer/", knowledge.knowledge_remove, name="knowledge-remove"),
]
