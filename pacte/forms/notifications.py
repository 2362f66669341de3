"""How a person wants to be told, kind by kind."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.enums import Rhythm
from pacte.selectors.notifications import Preference


class PreferencesForm(forms.Form):
    """One choice a kind, among those that the person has."""

    def __init__(self, rows: Iterable[Preference], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = tuple(rows)
        for row in self.rows:
            self.fields[row.kind] = forms.ChoiceField(
                label=row.label,
                choices=Rhythm.choices,
                error_messages={
                    "required": _("Choisissez une des quatre réponses."),
                    "invalid_choice": _("Choisissez une des quatre réponses."),
                },
            )

    def shown(self) -> tuple[Preference, ...]:
        """Return the rows with what was just chosen, right or wrong."""
        return tuple(replace(row, rhythm=self.data.get(row.kind, row.rhythm)) for row in self.rows)
