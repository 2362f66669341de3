from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Configuration"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's people, shown by name and e-mail."""

    user_viewset = "pacte.admin.users.UserViewSet"
