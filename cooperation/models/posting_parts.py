"""What hangs on a posting: photographs, changes that wait to be read, drafts without an account."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.enums import AmendmentStatus
from cooperation.models.postings import Posting
from pacte.models import Organisation


class PostingPhoto(models.Model):
    """A photograph of what is posted: encoded again by us, kept where no address reaches it.

    It belongs to one thing at a time: to a draft, then to its posting; or to a change that waits,
    until it is accepted.
    """

    posting = models.ForeignKey(
        Posting, on_delete=models.CASCADE, null=True, blank=True, related_name="photos"
    )
    amendment = models.ForeignKey(
        "PostingAmendment", on_delete=models.CASCADE, null=True, blank=True, related_name="photos"
    )
    draft = models.ForeignKey(
        "PostingDraft", on_delete=models.CASCADE, null=True, blank=True, related_name="photos"
    )
    file = models.CharField(_("fichier"), max_length=200, editable=False)
    name = models.CharField(_("nom du fichier"), max_length=120, blank=True)
    alt = models.CharField(_("ce que l’on voit"), max_length=200, blank=True)
    width = models.PositiveIntegerField(_("largeur"))
    height = models.PositiveIntegerField(_("hauteur"))
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    created_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("photographie d’annonce")
        verbose_name_plural = _("photographies d’annonce")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(posting__isnull=False, amendment=None, draft=None)
                | models.Q(posting=None, amendment__isnull=False, draft=None)
                | models.Q(posting=None, amendment=None, draft__isnull=False),
                name="one_owner_each_photo",
            )
        ]

    def __str__(self) -> str:
        return self.alt or self.name or str(self.pk)


class PostingAmendment(models.Model):
    """A change to a published posting: the former text stays in line until it is accepted."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="amendments")
    content = models.JSONField(_("contenu"))
    status = models.CharField(
        _("état"),
        max_length=15,
        choices=AmendmentStatus.choices,
        default=AmendmentStatus.WAITING,
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("soumise le"))
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("mot"), blank=True)

    class Meta:
        ordering = ["submitted_at", "pk"]
        verbose_name = _("modification d’annonce")
        verbose_name_plural = _("modifications d’annonce")
        constraints = [
            models.UniqueConstraint(
                fields=["posting"],
                condition=models.Q(
                    status__in=[AmendmentStatus.WAITING, AmendmentStatus.CHANGES_ASKED]
                ),
                name="one_open_amendment_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.posting_id} : {self.status}"


class PostingDraft(models.Model):
    """What somebody began to write, with or without an account; forgotten after a while."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    content = models.JSONField(_("contenu"), default=dict)
    created_at = models.DateTimeField(_("commencé le"))
    updated_at = models.DateTimeField(_("modifié le"))
    posting = models.OneToOneField(
        Posting, on_delete=models.SET_NULL, null=True, blank=True, related_name="draft"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("brouillon d’annonce")
        verbose_name_plural = _("brouillons d’annonce")

    def __str__(self) -> str:
        return str(_("Brouillon %(pk)s") % {"pk": self.pk})


class PostingFavourite(models.Model):
    """A posting that a person keeps at hand."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="favourites")
    created_at = models.DateTimeField(_("depuis le"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("annonce favorite")
        verbose_name_plural = _("annonces favorites")
        constraints = [
            models.UniqueConstraint(fields=["user", "posting"], name="one_posting_favourite_each")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} : {self.posting_id}"
