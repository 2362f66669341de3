"""What waits to be indexed, written with the change itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexEvent(models.Model):
    """Something public changed or went. Its number is the version of the write it asks for."""

    ref = models.CharField(max_length=140)
    made_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("changement à indexer")
        verbose_name_plural = _("changements à indexer")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.ref
