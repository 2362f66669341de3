"""Rows that belong to an organisation and are edited with it."""

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from pacte.enums import LinkKind, MembershipRole
from pacte.models.organisations import Organisation
from pacte.validators import validate_low


class OrganisationLink(Orderable):
    """A lasting link between two organisations: carried by, member of, partner of."""

    organisation = ParentalKey(
        Organisation, on_delete=models.CASCADE, related_name="links", verbose_name=_("organisation")
    )
    kind = models.CharField(_("lien"), max_length=20, choices=LinkKind.choices)
    target = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="incoming_links",
        verbose_name=_("avec"),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("lien entre organisations")
        verbose_name_plural = _("liens entre organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "target"], name="one_link_of_a_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(organisation=models.F("target")), name="no_link_with_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_kind_display()} – {self.target}"


class Authorisation(Orderable):
    """An authorisation to receive a waste of the European list (code or head of code)."""

    organisation = ParentalKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="authorisations",
        verbose_name=_("organisation"),
    )
    low_code = models.CharField(_("code déchet"), max_length=9, validators=[validate_low])
    reference = models.CharField(_("référence de l’arrêté"), max_length=120, blank=True)
    valid_until = models.DateField(_("valable jusqu’au"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("autorisation de recevoir un déchet")
        verbose_name_plural = _("autorisations de recevoir des déchets")

    def __str__(self) -> str:
        return self.low_code


class Membership(models.Model):
    """A person who acts for an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(
        _("rôle"), max_length=10, choices=MembershipRole.choices, default=MembershipRole.MEMBER
    )

    class Meta:
        verbose_name = _("appartenance")
        verbose_name_plural = _("appartenances")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="one_membership_each")
        ]

    def __str__(self) -> str:
        return f"{self.person()} – {self.organisation}"

    @admin.display(description=_("personne"), ordering="user__last_name")
    def person(self) -> str:
        """Name who acts, or give their address: the user name is drawn and says nothing."""
        return str(self.user.get_full_name() or self.user.email)


class LogoProposal(models.Model):
    """A logo that waits to be read with its version of the profile: no address reaches it."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="logo_proposals",
        verbose_name=_("organisation"),
    )
    file = models.CharField(_("fichier"), max_length=200, editable=False)
    name = models.CharField(_("nom du fichier"), max_length=120)
    width = models.PositiveIntegerField(_("largeur"))
    height = models.PositiveIntegerField(_("hauteur"))
    former = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo remplacé"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("le"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("logo proposé")
        verbose_name_plural = _("logos proposés")

    def __str__(self) -> str:
        return self.name
