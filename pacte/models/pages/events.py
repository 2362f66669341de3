"""Events and their index, the agenda."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from pacte.models.organisations import Organisation
from pacte.models.pages.base import EditorialPage
from pacte.models.territories import Commune

WEB = URLValidator(schemes=["http", "https"])


class EventIndexPage(EditorialPage):
    """The agenda: what is to come, soonest first, and what is past."""

    template = "pacte/pages/event_index.html"
    parent_page_types = ["pacte.HomePage"]
    subpage_types = ["pacte.EventPage"]
    max_count = 1

    class Meta:
        verbose_name = _("page de l’agenda")


class EventPage(EditorialPage):
    """An event: when, where (in a commune, online or both), by whom and for whom."""

    starts_at = models.DateTimeField(_("début"), db_index=True)
    ends_at = models.DateTimeField(_("fin"), db_index=True)
    venue = models.CharField(
        _("lieu"),
        max_length=200,
        blank=True,
        help_text=_("Nom du lieu et adresse dans la commune."),
    )
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("commune"),
    )
    online_url = models.URLField(
        _("lien pour participer à distance"), max_length=300, blank=True, validators=[WEB]
    )
    organiser = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("organisation qui reçoit"),
    )
    audience = models.CharField(
        _("pour qui"),
        max_length=200,
        blank=True,
        help_text=_("En une phrase : « Ouvert aux acheteurs publics, sur inscription »."),
    )
    is_fictitious = models.BooleanField(_("fictif (démonstration)"), default=False)

    search_fields = [*EditorialPage.search_fields, index.FilterField("starts_at")]
    content_panels = [
        *EditorialPage.content_panels[:2],
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("Quand")),
        MultiFieldPanel(
            [FieldPanel("venue"), FieldPanel("commune"), FieldPanel("online_url")], _("Où")
        ),
        FieldPanel("organiser"),
        FieldPanel("audience"),
        *EditorialPage.content_panels[2:],
        FieldPanel("is_fictitious"),
    ]
    template = "pacte/pages/event.html"
    parent_page_types = ["pacte.EventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("événement")
        verbose_name_plural = _("événements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="an_event_ends_after_it_starts",
                violation_error_message=_("La fin vient après le début."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        faults = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            faults["ends_at"] = _("La fin vient après le début.")
        if not (self.venue or self.commune_id or self.online_url):
            faults["venue"] = _("Dites où : un lieu, une commune ou un lien à distance.")
        if faults:
            raise ValidationError(faults)
