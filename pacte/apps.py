from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PacteConfig(AppConfig):
    name = "pacte"
    verbose_name = _("Pacte économique local")
    default_auto_field = "django.db.models.BigAutoField"
