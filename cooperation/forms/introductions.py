"""What is said with a step of an introduction."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation.enums import FollowUpAnswer, RefusalReason
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MAX_WORD = 2000


def word_field(label: Any, *, required: bool = False, rows: int = 3) -> forms.CharField:
    """Return a field for a few words."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=MAX_WORD,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def quantity_field(label: Any) -> forms.DecimalField:
    """Return a field for a quantity, with a decimal comma."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0.001,
        max_digits=14,
        decimal_places=3,
        localize=True,
        widget=widget,
    )


class AcceptForm(forms.Form):
    """A word, and one's part when several answer together."""

    prefix = "accept"
    quantity = quantity_field(_("Votre part"))
    word = word_field(_("Un mot pour les autres (facultatif)"))

    def __init__(self, *args: Any, unit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        if not unit:
            del self.fields["quantity"]


class RefuseForm(forms.Form):
    """Why not: a coded reason, and a word."""

    prefix = "refuse"
    reason = forms.ChoiceField(
        label=_("Pour quelle raison ?"), choices=[("", "---------"), *RefusalReason.choices]
    )
    word = word_field(_("Un mot (facultatif)"))


class WordForm(forms.Form):
    """A word that may be left out."""

    prefix = "withdraw"
    word = word_field(_("Un mot (facultatif)"))


class WhyForm(forms.Form):
    """A word that must be given."""

    prefix = "why"
    word = word_field(_("Dites pourquoi"), required=True)


class OrganisationChoice(forms.ModelChoiceField[Organisation]):
    """A published organisation."""

    def __init__(self, **kwargs: Any) -> None:
        rows = Organisation.objects.public().order_by("name", "pk")
        super().__init__(queryset=rows, **kwargs)


class InviteForm(forms.Form):
    """Who else answers on one's side."""

    prefix = "invite"
    organisation = OrganisationChoice(label=_("Quelle structure inviter ?"))
    word = word_field(_("Un mot (facultatif)"))


class SeveralFilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """The files chosen, as a list."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        rows = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(SeveralFilesField, self).clean(row, initial) for row in rows]


class MessageForm(forms.Form):
    """A message, its files, and what makes a double click one message."""

    prefix = "message"
    body = forms.CharField(
        label=_("Votre message"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    attachments = SeveralFilesField(
        label=_("Joindre des fichiers"),
        required=False,
        widget=SeveralFilesInput(),
        help_text=_("Cinq au plus : PDF, images, documents ou tableaux."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ReplyForm(forms.Form):
    """What one says to whoever posted, with one's part and who answers along."""

    word = word_field(_("Votre message"), required=True, rows=5)
    quantity = quantity_field(_("Quelle quantité ?"))
    invited = forms.ModelMultipleChoiceField(
        label=_("Répondre à plusieurs ?"),
        required=False,
        queryset=Organisation.objects.none(),
        help_text=_("Les structures choisies accepteront chacune leur part."),
    )

    def __init__(self, *args: Any, unit: str, asker: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.public().exclude(pk=asker.pk).order_by("name", "pk")
        self.fields["invited"].queryset = rows  # type: ignore[attr-defined]
        self.unit = unit
        if not unit:
            del self.fields["quantity"]


class FollowUpForm(forms.Form):
    """What came of it."""

    answer = forms.ChoiceField(
        label=_("Votre mise en relation a-t-elle donné quelque chose ?"),
        choices=FollowUpAnswer.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Si non, pour quelle raison ?"),
        required=False,
        choices=[("", "---------"), *RefusalReason.choices],
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("answer") == FollowUpAnswer.NO and not data.get("reason"):
            self.add_error("reason", ValidationError(_("Choisissez une raison.")))
        return data


class IntroduceForm(forms.Form):
    """Two organisations that the staff put in touch."""

    first = OrganisationChoice(label=_("Première organisation"))
    second = OrganisationChoice(label=_("Seconde organisation"))
    word = word_field(_("Pourquoi les mettre en relation ?"), required=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("first") == data.get("second"):
            self.add_error("second", ValidationError(_("Choisissez deux organisations.")))
        return data


def not_far_ahead(day: dt.date, today: dt.date) -> bool:
    """Say whether a cooperation may be said to start on a day: from 1990 to a year ahead."""
    return dt.date(1990, 1, 1) <= day <= today + dt.timedelta(days=366)
