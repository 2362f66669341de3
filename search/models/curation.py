"""What staff teach the search: words that mean the same, and results to show first."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Synonym(models.Model):
    """Words that mean the same, separated by commas."""

    words = models.CharField(
        _("mots équivalents"),
        max_length=500,
        help_text=_("Séparés par des virgules : « cantine, restaurant scolaire, self »."),
    )
    is_active = models.BooleanField(_("en service"), default=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["words", "pk"]
        verbose_name = _("groupe de synonymes")
        verbose_name_plural = _("groupes de synonymes")

    def __str__(self) -> str:
        return self.words


class PromotedResult(models.Model):
    """A result shown first for some words."""

    words = models.CharField(
        _("recherches"),
        max_length=500,
        help_text=_(
            "Séparées par des virgules ; l’une d’elles suffit, accents et pluriels ignorés."
        ),
    )
    title = models.CharField(_("titre"), max_length=160)
    url = models.CharField(_("adresse"), max_length=300, help_text=_("« /pole-r/ », par exemple."))
    summary = models.CharField(_("en une phrase"), max_length=300, blank=True)
    is_active = models.BooleanField(_("en service"), default=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("résultat mis en avant")
        verbose_name_plural = _("résultats mis en avant")

    def __str__(self) -> str:
        return self.title
