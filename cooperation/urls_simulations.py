"""Addresses of what could be: why not, what if, and whose absence would cost."""

from django.urls import path

from cooperation.views import resilience, scenarios, why_not

SCENARIO = "pilotage/et-si/<uuid:token>/"

urlpatterns = [
    path("annonces/<int:pk>/pourquoi-pas/", why_not.posting_why_not, name="posting-why-not"),
    path("pourquoi-pas/", why_not.pair_why_not, name="why-not"),
    path("pilotage/et-si/", scenarios.scenario_list, name="scenario-list"),
    path(SCENARIO, scenarios.scenario_detail, name="scenario"),
    path(f"{SCENARIO}changer/", scenarios.scenario_change, name="scenario-change"),
    path(
        f"{SCENARIO}changements/<int:number>/retirer/",
        scenarios.scenario_unchange,
        name="scenario-unchange",
    ),
    path(f"{SCENARIO}recalculer/", scenarios.scenario_recompute, name="scenario-recompute"),
    path(f"{SCENARIO}dupliquer/", scenarios.scenario_duplicate, name="scenario-duplicate"),
    path(f"{SCENARIO}supprimer/", scenarios.scenario_delete, name="scenario-delete"),
    path("pilotage/resilience/", resilience.resilience_page, name="resilience"),
    path("pilotage/resilience.csv", resilience.resilience_csv, name="resilience-csv"),
]
