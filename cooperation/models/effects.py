"""What a cooperation did to the indicators of the action it serves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.models.outcomes import Agreement
from cooperation.models.postings import Cooperation
from pacte.models import Indicator, IndicatorValue


class CooperationEffect(models.Model):
    """An indicator that a cooperation moved, or moved back: never changed, never deleted.

    What stands of a cooperation for an indicator is the sum of ``by``, as long as the indicator counts
    the same thing (``measure``).
    """

    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.SET_NULL, null=True, blank=True, related_name="effects"
    )
    agreement = models.ForeignKey(
        Agreement, on_delete=models.SET_NULL, null=True, blank=True, related_name="effects"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="effects", verbose_name=_("indicateur")
    )
    value = models.OneToOneField(
        IndicatorValue, on_delete=models.SET_NULL, null=True, related_name="effect"
    )
    measure = models.CharField(_("ce qui était compté"), max_length=40)
    by = models.DecimalField(_("de combien"), max_digits=14, decimal_places=2)
    made_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("effet d’une coopération")
        verbose_name_plural = _("effets des coopérations")

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.by}"
