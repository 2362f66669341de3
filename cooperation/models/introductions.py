"""Introductions: two parties or more who take up a suggestion or a reply, and what comes of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.enums import (
    Direction,
    IntroductionStatus,
    PartyRole,
    RefusalReason,
    SuggestionKind,
)
from cooperation.models.decisions import KEY_LENGTH
from cooperation.models.postings import POSITIVE, Posting
from pacte.models import Organisation

OPEN = (
    IntroductionStatus.PROPOSED,
    IntroductionStatus.SEEN,
    IntroductionStatus.ACCEPTED_ONE,
    IntroductionStatus.ACCEPTED,
)
"""States in which something may still happen."""


class Introduction(models.Model):
    """A suggestion or a reply that organisations take up; contacts are shown when all accept.

    ``key`` names what it is about, so that the same is not opened twice at a time; ``evidence``
    keeps what the engine said that day, as the suggestion may be written again.
    """

    key = models.CharField(_("objet"), max_length=KEY_LENGTH)
    posting = models.ForeignKey(
        Posting, on_delete=models.SET_NULL, null=True, blank=True, related_name="introductions"
    )
    kind = models.CharField(
        _("nature"), max_length=12, choices=SuggestionKind.choices, default=SuggestionKind.DIRECT
    )
    resource = models.CharField(_("ressource"), max_length=80, blank=True)
    evidence = models.JSONField(_("ce que disait le moteur"), default=dict, blank=True)
    status = models.CharField(
        _("état"),
        max_length=15,
        choices=IntroductionStatus.choices,
        default=IntroductionStatus.PROPOSED,
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("proposée le"))
    changed_at = models.DateTimeField(_("dernier mouvement"))
    accepted_at = models.DateTimeField(_("acceptée par tous le"), null=True, blank=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("mise en relation")
        verbose_name_plural = _("mises en relation")
        indexes = [models.Index(fields=["status", "changed_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(status__in=OPEN),
                name="one_open_introduction_a_subject",
            )
        ]

    def __str__(self) -> str:
        return str(_("Mise en relation %(pk)s") % {"pk": self.pk})


class IntroductionParty(models.Model):
    """The place of an organisation in an introduction: what it answered, and its part."""

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="introduction_parties"
    )
    role = models.CharField(_("place"), max_length=10, choices=PartyRole.choices)
    side = models.CharField(_("sens"), max_length=5, choices=Direction.choices)
    quantity = models.DecimalField(
        _("part"), max_digits=14, decimal_places=3, null=True, blank=True, validators=[POSITIVE]
    )
    unit = models.CharField(_("unité"), max_length=20, blank=True)
    seen_at = models.DateTimeField(_("vue le"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("acceptée le"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    refused_at = models.DateTimeField(_("refusée le"), null=True, blank=True)
    reason = models.CharField(_("raison"), max_length=20, choices=RefusalReason.choices, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("partie d’une mise en relation")
        verbose_name_plural = _("parties des mises en relation")
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "organisation"], name="one_place_in_an_introduction"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(refused_at=None),
                name="party_accepts_or_refuses",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.introduction_id} : {self.organisation_id}"


class IntroductionMove(models.Model):
    """A step in the life of an introduction: never changed, never deleted alone."""

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="moves")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    source = models.CharField(
        _("de"), max_length=15, choices=IntroductionStatus.choices, blank=True
    )
    target = models.CharField(_("vers"), max_length=15, choices=IntroductionStatus.choices)
    reason = models.CharField(_("raison"), max_length=20, choices=RefusalReason.choices, blank=True)
    note = models.TextField(_("mot"), blank=True)
    made_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("étape d’une mise en relation")
        verbose_name_plural = _("étapes des mises en relation")

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class Message(models.Model):
    """What a party writes to the others; ``key`` makes a double click one message."""

    introduction = models.ForeignKey(
        Introduction, on_delete=models.CASCADE, related_name="messages"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    body = models.TextField(_("message"), max_length=5000, blank=True)
    key = models.CharField(_("clef"), max_length=200, unique=True)
    by_mail = models.BooleanField(_("reçu par e-mail"), default=False)
    sent_at = models.DateTimeField(_("le"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return str(_("Message %(pk)s") % {"pk": self.pk})


class MessageFile(models.Model):
    """A file joined to a message: checked, kept where no address reaches it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files")
    file = models.CharField(_("fichier"), max_length=200, editable=False)
    name = models.CharField(_("nom"), max_length=120)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("taille (octets)"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("pièce jointe")
        verbose_name_plural = _("pièces jointes")

    def __str__(self) -> str:
        return self.name


class RelayAddress(models.Model):
    """The address through which a person answers a thread by e-mail, theirs unseen."""

    token = models.CharField(_("jeton"), max_length=40, unique=True)
    introduction = models.ForeignKey(
        Introduction, on_delete=models.CASCADE, related_name="relay_addresses"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(_("le"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("adresse de relais")
        verbose_name_plural = _("adresses de relais")
        constraints = [
            models.UniqueConstraint(fields=["introduction", "user"], name="one_relay_each")
        ]

    def __str__(self) -> str:
        return str(self.pk)
