"""What a member asks of a posting of theirs: an act, or an end with its outcome."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation.enums import ClosingOutcome


class ActForm(forms.Form):
    """One button: what to do, and the state in which the posting was seen."""

    act = forms.CharField(max_length=20)
    seen = forms.CharField(max_length=15)


class CloseForm(forms.Form):
    """What came of a posting, and through which introduction."""

    outcome = forms.ChoiceField(label=_("Ce qui en est sorti"), widget=forms.RadioSelect)
    introduction = forms.TypedChoiceField(
        label=_("Grâce à quelle mise en relation ?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Si c’est « trouvé grâce à la plateforme »."),
    )
    seen = forms.CharField(max_length=15, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        outcomes: tuple[ClosingOutcome, ...],
        introductions: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(o.value, o.label) for o in outcomes]  # type: ignore[attr-defined]
        choices = [("", _("Aucune, ou je ne sais pas")), *introductions]
        self.fields["introduction"].choices = choices  # type: ignore[attr-defined]
        if not introductions:
            del self.fields["introduction"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("introduction") and data.get("outcome") != ClosingOutcome.FOUND_HERE:
            raise ValidationError(
                _("Une mise en relation va avec « trouvé grâce à la plateforme ».")
            )
        return data
