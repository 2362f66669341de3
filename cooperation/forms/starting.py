"""What an organisation gives and takes, ticked among what its trade usually does."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.knowledge import Trade
from cooperation.selectors.trades import usual

BOXES = forms.CheckboxSelectMultiple


class UsualForm(forms.Form):
    """Tick what is true."""

    gives = forms.MultipleChoiceField(
        label=_("Vous avez, ou vous pourriez donner ou vendre"), required=False, widget=BOXES
    )
    takes = forms.MultipleChoiceField(
        label=_("Vous cherchez, ou vous pourriez prendre"), required=False, widget=BOXES
    )

    def __init__(self, *args: Any, trade: Trade, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in zip(("gives", "takes"), usual(trade), strict=True):
            field = self.fields[name]
            field.choices = [(row.value, row.label) for row in rows]  # type: ignore[attr-defined]

    def chosen(self) -> list[tuple[str, str]]:
        """Return the directions and resources that were ticked."""
        ticked = [*self.cleaned_data["gives"], *self.cleaned_data["takes"]]
        return [(direction, code) for direction, _colon, code in (t.partition(":") for t in ticked)]
