"""The embedded index: a projection of what is public, that ``index_search`` can always rebuild.

The words themselves are in ``search_text``, a table of the database's own full-text search
(FTS5 on SQLite, a text-search vector on PostgreSQL) that migration 0002 creates.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacte.models import Organisation


class Document(models.Model):
    """An indexed organisation; goes with it when it is deleted, whoever deletes it."""

    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.CASCADE,
        primary_key=True,
        db_constraint=False,
        related_name="+",
    )
    name = models.CharField(max_length=160)
    slug = models.CharField(max_length=180)
    sort_name = models.CharField(max_length=400, db_index=True)
    texts = models.JSONField(default=dict)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_fictitious = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("document de l’index")
        verbose_name_plural = _("documents de l’index")

    def __str__(self) -> str:
        return self.name


class DocumentValue(models.Model):
    """A code that a document holds in a facet."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="values", db_constraint=False
    )
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=60)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("valeur de facette")
        verbose_name_plural = _("valeurs de facette")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "facet", "value"], name="one_value_in_a_facet"
            )
        ]
        indexes = [models.Index(fields=["facet", "value", "document"])]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"
