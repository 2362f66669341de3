"""The embedded index: a projection of what is public, that ``reindex`` can always rebuild.

Migrations create the rest by hand: the words themselves in ``search_text``, a table of the
database's own full-text search (FTS5 on SQLite, a text-search vector on PostgreSQL); what a search
reads of all that it keeps in ``search_fact``; the starts of titles in ``search_start``; the
written forms of words in ``search_form``; what was deleted, and when, in ``search_tombstone``; the
stamp that every write changes in ``search_state``.
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
