"""Addresses of the season's plans for catering."""

from django.urls import path

from cooperation.views import season_plans, season_work

urlpatterns = [
    path("", season_plans.plan_list, name="season-plans"),
    path("nouveau/", season_work.CreateView.as_view(), name="season-plan-create"),
    path("<uuid:token>/", season_plans.plan_detail, name="season-plan"),
    path("<uuid:token>/avancement/", season_plans.progress, name="season-plan-progress"),
    path("<uuid:token>/export.xlsx", season_plans.export, name="season-plan-export"),
    path("<uuid:token>/arreter/", season_work.stop, name="season-plan-cancel"),
    path("<uuid:token>/essai/", season_work.TrialView.as_view(), name="season-plan-trial"),
    path("<uuid:token>/organisations/<int:pk>/", season_plans.party, name="season-plan-party"),
]
