"""Messages that leave the site, and what a person is told inside it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pacte.enums import NotificationKind, Rhythm
from pacte.models.organisations import Organisation


class OutgoingMail(models.Model):
    """A message to send: written with the change that asks for it, sent after, tried again.

    Its text is emptied once it is sent: nothing personal stays.
    """

    key = models.CharField(_("clef"), max_length=200, unique=True, null=True, blank=True)
    to = models.EmailField(_("à"))
    subject = models.CharField(_("objet"), max_length=300)
    text = models.TextField(_("texte"))
    html = models.TextField(_("texte mis en forme"), blank=True)
    headers = models.JSONField(_("en-têtes"), default=dict, blank=True)
    created_at = models.DateTimeField(_("écrit le"))
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    next_try_at = models.DateTimeField(_("prochain essai"), null=True, blank=True)
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    error = models.CharField(_("dernière erreur"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("message à envoyer")
        verbose_name_plural = _("messages à envoyer")
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(sent_at=None), name="mail_waiting"
            )
        ]

    def __str__(self) -> str:
        return str(_("Message %(pk)s") % {"pk": self.pk})


class Notification(models.Model):
    """Something a person is told, once: in the site, and by e-mail as they prefer."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("nature"), max_length=20, choices=NotificationKind.choices)
    key = models.CharField(_("clef"), max_length=200)
    subject = models.CharField(_("objet"), max_length=200)
    body = models.TextField(_("texte"), blank=True)
    url = models.CharField(_("adresse"), max_length=300, blank=True)
    rhythm = models.CharField(_("par e-mail"), max_length=10, choices=Rhythm.choices)
    created_at = models.DateTimeField(_("le"))
    read_at = models.DateTimeField(_("lue le"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("envoyée le"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [models.Index(fields=["recipient", "read_at"])]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} : {self.key}"


class NotificationPreference(models.Model):
    """How a person wants to be told of a kind of thing by e-mail, when not by default."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_preferences"
    )
    kind = models.CharField(_("nature"), max_length=20, choices=NotificationKind.choices)
    rhythm = models.CharField(_("par e-mail"), max_length=10, choices=Rhythm.choices)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("préférence de notification")
        verbose_name_plural = _("préférences de notification")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_preference_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} : {self.kind} ({self.rhythm})"
