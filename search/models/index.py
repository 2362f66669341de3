"""The embedded index: a projection of what is public, that ``reindex`` can always rebuild.

The words themselves are in ``search_text``, a table of the database's own full-text search
(FTS5 on SQLite, a text-search vector on PostgreSQL) that migrations create by hand.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """Something public, as it is indexed."""

    ref = models.CharField(max_length=140, unique=True)
    kind = models.CharField(max_length=12, db_index=True)
    title = models.CharField(max_length=255)
    url = models.CharField(max_length=300, blank=True)
    sort_name = models.CharField(max_length=400, db_index=True)
    texts = models.JSONField(default=dict)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    day = models.DateField(null=True)
    is_fictitious = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)
    fingerprint = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("document de l’index")
        verbose_name_plural = _("documents de l’index")

    def __str__(self) -> str:
        return self.title


class DocumentValue(models.Model):
    """A code that a document holds in a facet."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="values", db_constraint=False
    )
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=80)

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


class Word(models.Model):
    """A word of the index: its token, how it is most often written, how many documents hold it."""

    token = models.CharField(max_length=40, unique=True)
    written = models.CharField(max_length=60)
    documents = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mot de l’index")
        verbose_name_plural = _("mots de l’index")

    def __str__(self) -> str:
        return self.written
