"""Addresses of what a person is told, and of how they stop it."""

from django.urls import path

from pacte.views import notifications

urlpatterns = [
    path("mon-espace/notifications/", notifications.notification_page, name="notifications"),
    path("mon-espace/notifications/<int:pk>/lue/", notifications.read, name="notification-read"),
    path("mon-espace/notifications/lues/", notifications.read_all, name="notifications-read"),
    path(
        "mon-espace/notifications/preferences/",
        notifications.preferences,
        name="notification-preferences",
    ),
    path(
        "mon-espace/notifications/arreter/<str:token>/",
        notifications.stop,
        name="notifications-stop",
    ),
]
