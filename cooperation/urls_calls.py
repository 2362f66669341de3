"""Addresses of the solidarity calls."""

from django.urls import path

from cooperation.views import calls, calls_page

urlpatterns = [
    path("mon-espace/appels/", calls.my_calls, name="my-calls"),
    path("mon-espace/appels/nouveau/", calls.write_call, name="call-create"),
    path("mon-espace/appels/<int:pk>/modifier/", calls.write_call, name="call-edit"),
    path("mon-espace/appels/<int:pk>/envoyer/", calls.send_call, name="call-send"),
    path("mon-espace/appels/<int:pk>/supprimer/", calls.discard_call, name="call-discard"),
    path("mon-espace/appels/<int:pk>/relancer/", calls.remind_call, name="call-remind"),
    path("appels/<int:pk>/", calls_page.call_page, name="call"),
    path("appels/<int:pk>/reponse/", calls_page.answer_call, name="call-answer"),
    path("appels/<int:pk>/clore/", calls_page.close_call, name="call-close"),
    path("appels/<int:pk>/arreter/", calls_page.stop_call, name="call-stop"),
    path("appels/<int:pk>/relation/<int:recipient>/", calls_page.meet, name="call-meet"),
    path("pilotage/appels/", calls_page.call_list, name="calls"),
]
