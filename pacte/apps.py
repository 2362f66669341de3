from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PacteConfig(AppConfig):
    name = "pacte"
    verbose_name = _("Pacte économique local")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Send the messages that are written, once they are committed; show accepted logos."""
        from django.db.models.signals import post_delete  # noqa: PLC0415
        from wagtail.signals import published  # noqa: PLC0415 - needs the app registry

        from pacte import checks  # noqa: F401, PLC0415 - needs the app registry
        from pacte.models import Organisation  # noqa: PLC0415
        from pacte.services.logos import forget_file, put_logo  # noqa: PLC0415
        from pacte.signals import mail_posted  # noqa: PLC0415
        from pacte.tasks import ask_for_mail  # noqa: PLC0415

        published.connect(put_logo, sender=Organisation, dispatch_uid="pacte.logos")
        post_delete.connect(
            forget_file, sender="pacte.LogoProposal", dispatch_uid="pacte.logo_files"
        )
        mail_posted.connect(ask_for_mail, dispatch_uid="pacte.mail")
