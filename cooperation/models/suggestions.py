"""What the engine proposes, and the know-how it reasons on."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.enums import SuggestionKind
from cooperation.models.postings import POSITIVE, Posting
from cooperation.models.procurement import Lot
from cooperation.models.validators import validate_transformation
from cooperation.querysets import SuggestionQuerySet
from pacte.models import Organisation

DECLARED = 1000
"""Likelihood of what nobody deduced."""


class Capability(models.Model):
    """A transformation that an organisation masters."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="capabilities",
        verbose_name=_("organisation"),
    )
    transformation = models.CharField(
        _("transformation"), max_length=80, validators=[validate_transformation]
    )
    yearly_capacity = models.DecimalField(
        _("capacité par an"),
        max_digits=14,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[POSITIVE],
    )
    unit = models.CharField(_("unité"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_fictitious = models.BooleanField(_("fictif (démonstration)"), default=False)

    class Meta:
        ordering = ["organisation__name", "transformation"]
        verbose_name = _("savoir-faire")
        verbose_name_plural = _("savoir-faire")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "transformation"], name="one_capability_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} : {self.transformation}"


class Suggestion(models.Model):
    """A proposed cooperation as the engine wrote it: a projection that can be rebuilt.

    The database does not check its keys at each of its many rows: a deletion takes its suggestions
    away through the models, and one that was written meanwhile stands nowhere (``standing``).
    """

    kind = models.CharField(_("nature"), max_length=12, choices=SuggestionKind.choices)
    giver = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="given_suggestions",
        db_index=False,
        db_constraint=False,
    )
    receiver = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="received_suggestions",
        db_index=False,
        db_constraint=False,
    )
    resource = models.CharField(_("ressource"), max_length=80)
    offer = models.ForeignKey(
        Posting,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    need = models.ForeignKey(
        Posting,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    transformation = models.CharField(_("transformation"), max_length=80, blank=True)
    lot = models.ForeignKey(
        Lot,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="suggestions",
        db_index=False,
        db_constraint=False,
    )
    parties = models.JSONField(_("organisations, dans l’ordre"), default=list)
    likelihood = models.PositiveSmallIntegerField(
        _("vraisemblance (1000 : déclaré)"), default=1000, validators=[MaxValueValidator(1000)]
    )
    score = models.PositiveSmallIntegerField(_("points"), validators=[MaxValueValidator(1000)])
    criteria = models.JSONField(_("critères"), default=list)
    checks = models.JSONField(_("à vérifier"), default=list)
    path = models.JSONField(_("chemin"), default=list)
    version = models.CharField(_("version des barèmes"), max_length=40)
    computed_at = models.DateTimeField(_("calculée le"))

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        indexes = [  # they serve the keys as well; few rows answer a lot
            models.Index(fields=["giver", "-score"]),
            models.Index(fields=["receiver", "-score"]),
            models.Index(
                fields=["lot"], name="suggestions_of_a_lot", condition=models.Q(lot__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver} ({self.score})"

    @property
    def organisations(self) -> dict[int, Organisation]:
        """Every organisation that takes part and is published, in order; fetch ``others`` before."""
        middle = [row.organisation for row in self.others.all()]
        known = {row.pk: row for row in (self.giver, self.receiver, *middle) if row.live}
        return {pk: known[pk] for pk in dict.fromkeys((*self.parties, *known)) if pk in known}

    @property
    def key(self) -> str:
        """What it proposes, whatever row says it: the rows are written again, decisions stay."""
        parts = (
            self.kind, self.giver_id, self.receiver_id, self.resource, self.offer_id or 0,
            self.need_id or 0, self.transformation, self.lot_id or 0,
        )  # fmt: skip
        between = "-".join(str(pk) for pk in self.parties)
        return ":".join([*map(str, parts), between])

    @property
    def is_put_forward(self) -> bool:
        """Whether the staff put it forward; known of what ``forward_first`` read, else no."""
        return bool(getattr(self, "forward", False))

    @property
    def is_declared(self) -> bool:
        """Whether everything it rests on was declared, nothing deduced from a trade."""
        return self.likelihood == DECLARED


class SuggestionParty(models.Model):
    """An organisation in the middle of a chain, a loop or a group: neither giver nor receiver."""

    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.CASCADE, related_name="others", db_constraint=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="joint_suggestions"
    )
    position = models.PositiveSmallIntegerField(_("rang"))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "organisation"], name="one_place_in_a_suggestion"
            )
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}, {self.position} : {self.organisation_id}"
