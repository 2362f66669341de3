from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "cooperation"
    verbose_name = _("Coopération")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Compute the suggestions again when a posting or a profile changes for the public."""
        from django.db.models.signals import post_delete, pre_delete  # noqa: PLC0415
        from wagtail.signals import published, unpublished  # noqa: PLC0415 - needs the app registry

        from cooperation.events import network_changed, posting_changed, season_plan_asked  # noqa: PLC0415
        from cooperation.forms.fields import unit_choices  # noqa: PLC0415
        from cooperation.services.personal_data import declare  # noqa: PLC0415
        from cooperation.services.postings_photos import forget_file  # noqa: PLC0415
        from cooperation.tasks import (  # noqa: PLC0415
            ask_for_plan,
            ask_for_suggestions,
            profile_changed,
            profile_goes,
            profile_gone,
        )
        from pacte.counting import tell_units  # noqa: PLC0415
        from pacte.models import Organisation  # noqa: PLC0415

        declare()
        tell_units("cooperation", unit_choices)

        name = "cooperation.suggestions"
        post_delete.connect(
            forget_file, sender="cooperation.PostingPhoto", dispatch_uid="cooperation.photos"
        )
        posting_changed.connect(ask_for_suggestions, dispatch_uid=name)
        network_changed.connect(ask_for_suggestions, dispatch_uid=name)
        season_plan_asked.connect(ask_for_plan, dispatch_uid="cooperation.season_plans")
        published.connect(profile_changed, sender=Organisation, dispatch_uid=name)
        unpublished.connect(profile_changed, sender=Organisation, dispatch_uid=name)
        pre_delete.connect(profile_goes, sender=Organisation, dispatch_uid=name)
        post_delete.connect(profile_gone, sender=Organisation, dispatch_uid=name)
