"""The people of the network: how to reach them, and how they join an organisation."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pacte.enums import ClaimStatus, MembershipRole
from pacte.models.organisations import Organisation
from pacte.validators import validate_siret


class Person(models.Model):
    """What contact needs of a person, beyond a name and an address; shown to nobody by default."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person"
    )
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    job = models.CharField(_("fonction"), max_length=120, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")

    def __str__(self) -> str:
        return str(_("Personne %(pk)s") % {"pk": self.user_id})


class Invitation(models.Model):
    """An invitation to act for an organisation; ``token`` is known from the e-mail only."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("adresse électronique"))
    role = models.CharField(
        _("rôle"), max_length=10, choices=MembershipRole.choices, default=MembershipRole.MEMBER
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("envoyée le"))
    expires_at = models.DateTimeField(_("valable jusqu’au"))
    accepted_at = models.DateTimeField(_("acceptée le"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_each",
            )
        ]

    def __str__(self) -> str:
        return str(_("Invitation %(pk)s") % {"pk": self.pk})


class Claim(models.Model):
    """Somebody says that they act for an organisation; the staff confirm or refuse it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="claims",
        null=True,
        blank=True,
        verbose_name=_("organisation"),
    )
    siret = models.CharField(_("SIRET"), max_length=20, validators=[validate_siret])
    email = models.EmailField(_("adresse professionnelle"))
    message = models.TextField(_("mot"), max_length=1000, blank=True)
    status = models.CharField(
        _("état"), max_length=10, choices=ClaimStatus.choices, default=ClaimStatus.WAITING
    )
    created_at = models.DateTimeField(_("demandé le"))
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("mot de l’animation"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("demande de rattachement")
        verbose_name_plural = _("demandes de rattachement")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "siret"],
                condition=models.Q(status=ClaimStatus.WAITING),
                name="one_open_claim_each",
            )
        ]

    def __str__(self) -> str:
        return str(_("Demande %(pk)s") % {"pk": self.pk})


class Consent(models.Model):
    """What a person agreed to, in which words, and when they took it back."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(_("finalité"), max_length=40)
    version = models.CharField(_("version du texte"), max_length=20)
    given_at = models.DateTimeField(_("donné le"))
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["given_at", "pk"]
        verbose_name = _("consentement")
        verbose_name_plural = _("consentements")

    def __str__(self) -> str:
        return f"{self.purpose} ({self.version})"


class Favourite(models.Model):
    """An organisation that a person keeps at hand."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favourites"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", verbose_name=_("organisation")
    )
    created_at = models.DateTimeField(_("depuis le"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("favori")
        verbose_name_plural = _("favoris")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_favourite_each")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} : {self.organisation_id}"
