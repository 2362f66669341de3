"""Forms of the saved searches."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search.models.saved import Frequency

FREQUENCY, FORGET, FORGET_ALL = "frequence", "supprimer", "tout-supprimer"
BIGGEST = 2**63 - 1


class SaveForm(forms.Form):
    """A name, an e-mail address, how often, and the agreement to write to it."""

    name = forms.CharField(label=_("Nom de la recherche"), max_length=120)
    email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    frequency = forms.ChoiceField(
        label=_("À quelle fréquence"),
        choices=Frequency.choices,
        initial=Frequency.WEEKLY,
        widget=forms.RadioSelect,
    )
    consent = forms.BooleanField(
        label=_(
            "J’accepte que cette adresse serve à m’envoyer les nouveautés de cette recherche, et à"
            " rien d’autre. Je peux arrêter d’un clic à chaque message."
        ),
        error_messages={"required": _("Sans votre accord, rien ne peut être envoyé.")},
    )


class ManageForm(forms.Form):
    """What to do with a saved search."""

    action = forms.ChoiceField(choices=[(one, one) for one in (FREQUENCY, FORGET, FORGET_ALL)])
    search = forms.IntegerField(min_value=1, max_value=BIGGEST, required=False)
    frequency = forms.ChoiceField(choices=Frequency.choices, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        action = found.get("action")
        if action in (FREQUENCY, FORGET) and not found.get("search"):
            self.add_error("search", _("Dites quelle recherche."))
        if action == FREQUENCY and not found.get("frequency"):
            self.add_error("frequency", _("Dites à quelle fréquence."))
        return found
