from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PacteConfig(AppConfig):
    name = "pacte"
    verbose_name = _("Pacte économique local")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Send the messages that are written, once they are committed."""
        from pacte import checks  # noqa: F401, PLC0415 - needs the app registry
        from pacte.signals import mail_posted  # noqa: PLC0415
        from pacte.tasks import ask_for_mail  # noqa: PLC0415

        mail_posted.connect(ask_for_mail, dispatch_uid="pacte.mail")
