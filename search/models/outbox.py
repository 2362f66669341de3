"""What waits to be indexed, written with the change itself, and the number of the last claim."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexEvent(models.Model):
    """Something changed, that an engine has yet to follow.

    ``source`` is what changed (``organisation:12``, ``theme:3``): what it moves in the index is
    looked up when it is followed. One row an engine, gone once that engine took it.
    """

    source = models.CharField(max_length=140)
    engine = models.CharField(max_length=20)
    made_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("changement à indexer")
        verbose_name_plural = _("changements à indexer")
        ordering = ["pk"]
        indexes = [models.Index(fields=["engine", "id"])]

    def __str__(self) -> str:
        return self.source


class IndexState(models.Model):
    """One row: ``serial`` grows with each claim, and is the version of what the claim writes."""

    serial = models.BigIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("état de l’index")
        verbose_name_plural = _("état de l’index")

    def __str__(self) -> str:
        return str(self.serial)
