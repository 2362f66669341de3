from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Recherche")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from search import checks, personal_data, receivers  # noqa: F401, PLC0415

        receivers.connect()
        personal_data.declare()
