"""Photographs sent with a form: each with its words, decoded and written again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.forms import photos_kept
from cooperation.services.postings_photos import MOST, NewPhoto, PhotoPlan
from cooperation.wording.pictures import Picture
from pacte.forms.images import CleanImageField

if TYPE_CHECKING:
    from django.forms import BoundField

ALT_LENGTH = 200
SLOTS = tuple(range(1, MOST + 1))
"""Places for new photographs; as many are shown as there is room for."""


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photograph that is there, with the fields that change it."""

    picture: Picture
    fields: "list[BoundField]"


class PhotoForm(photos_kept.OwnedForm):
    """The photographs that are there, in their order, and room for others: one description each.

    With an ``owner``, those that are right are set aside when the page comes back with an error.
    """

    def __init__(
        self,
        *args: Any,
        pictures: Sequence[Picture] = (),
        there: int = 0,
        owner: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.pictures = list(pictures)
        before = max(len(self.pictures), there)
        self.room = max(1, MOST - before)
        for rank, picture in enumerate(self.pictures, start=1):
            self.fields.update(_fields_of(picture, rank, len(self.pictures)))
        for number in SLOTS if self.is_bound else SLOTS[: self.room]:
            self.fields.update(_slot(number, before + number))
        photos_kept.add_fields(self)

    def photo_rows(self) -> list[PhotoRow]:
        """Return the photographs that are there, each with its fields."""
        return [
            PhotoRow(row, [self[name] for name in _names(row) if name in self.fields])
            for row in self.pictures
        ]

    def photo_slots(self) -> "list[list[BoundField]]":
        """Return the places for others, each with its fields."""
        shown = [n for n in SLOTS if n <= self.room or self._is_told(n)]
        names = ("", "_alt", "_kept", "_gone")
        return [
            [self[f"new_{n}{end}"] for end in names if f"new_{n}{end}" in self.fields]
            for n in shown
        ]

    def has_more_told(self) -> bool:
        """Say whether something is told, or wrong, in the places that are folded."""
        return any(self._is_told(number) for number in SLOTS[1:])

    def _is_told(self, number: int) -> bool:
        names = [f"new_{number}{end}" for end in ("", "_alt", "_kept")]
        return self.is_bound and any(self.data.get(n) or n in self.errors for n in names)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        photos_kept.take_back(self, data)
        for row in self.pictures:
            name = f"photo_{row.pk}_alt"
            if not self._is_gone(row) and not self._alt_of(row) and name not in self.errors:
                self.add_error(name, _missing(f"« {row.name or row.pk} »"))
        for number in SLOTS:
            self._check_slot(number, data)
        self._check_room(data)
        return data

    def _check_room(self, data: dict[str, Any]) -> None:
        """Refuse the photographs that come after the fourth, naming each."""
        left = MOST - len(self.photo_plan().kept)
        for name in [f"new_{n}" for n in SLOTS if data.get(f"new_{n}") is not None]:
            if left <= 0:
                message = _("« %(name)s » : quatre photos au plus, enlevez-en une.")
                self.add_error(name, message % {"name": data[name].name})
            left -= 1

    def ask_for_files_again(self) -> None:
        """Set aside the photographs that are right; say which ones a browser has forgotten."""
        kept = photos_kept.set_aside(self)
        for name in self.files:
            if name in self.fields and name not in self.errors and name not in kept:
                message = _("Choisissez la photo de nouveau : elle n’a pas été enregistrée.")
                self.add_error(name, message)

    def forget_files(self) -> None:
        """Forget what was set aside, once it is saved where it belongs."""
        photos_kept.let_go(self)

    def _check_slot(self, number: int, data: dict[str, Any]) -> None:
        name, file = f"new_{number}", data.get(f"new_{number}")
        alt = (data.get(f"{name}_alt") or "").strip()
        if file is not None and not alt and f"{name}_alt" not in self.errors:
            self.add_error(f"{name}_alt", _missing(f"« {file.name} »"))
        elif file is None and alt and name not in self.errors:
            self.add_error(name, _("Choisissez la photo de nouveau, ou effacez sa description."))

    def _is_gone(self, row: Picture) -> bool:
        if f"photo_{row.pk}_alt" not in self.data:
            return row.is_gone  # not in the page that was sent: as it was
        return bool(self.cleaned_data.get(f"photo_{row.pk}_gone"))

    def _alt_of(self, row: Picture) -> str:
        name = f"photo_{row.pk}_alt"
        if name not in self.data:
            return row.alt
        return (self.cleaned_data.get(name) or "").strip()

    def _place(self, rank: int, row: Picture) -> tuple[int, int]:
        """Return where a photograph goes: one that moves up passes before who was there."""
        wanted = self.cleaned_data.get(f"photo_{row.pk}_place") or rank
        return wanted, (wanted > rank) - (wanted < rank)

    def photo_plan(self) -> PhotoPlan:
        """Return what becomes of the photographs, as far as it can be read."""
        ranked = sorted(enumerate(self.pictures, start=1), key=lambda pair: self._place(*pair))
        files = [(n, self.cleaned_data.get(f"new_{n}")) for n in SLOTS]
        return PhotoPlan(
            kept=tuple((row.pk, self._alt_of(row)) for _r, row in ranked if not self._is_gone(row)),
            removed=frozenset(row.pk for row in self.pictures if self._is_gone(row)),
            added=tuple(
                NewPhoto(file, (self.cleaned_data.get(f"new_{n}_alt") or "").strip())
                for n, file in files
                if file is not None
            ),
        )


class AddPhotoForm(PhotoForm):
    """Photographs added from one's own space: there is one at least."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.photo_plan().added and not self.errors:
            self.add_error("new_1", _("Choisissez une photo."))
        return data


def _missing(name: str) -> str:
    return _("Dites en quelques mots ce que montre %(name)s.") % {"name": name}


def _names(row: Picture) -> tuple[str, str, str]:
    return f"photo_{row.pk}_alt", f"photo_{row.pk}_place", f"photo_{row.pk}_gone"


def _fields_of(picture: Picture, rank: int, count: int) -> dict[str, forms.Field]:
    """Return the fields of a photograph that is there: its words, its place, whether it goes."""
    alt, place, gone = _names(picture)
    fields: dict[str, forms.Field] = {
        alt: forms.CharField(
            label=_("Photo %(n)s : ce que l’on y voit") % {"n": rank},
            max_length=ALT_LENGTH,
            required=False,
            initial=picture.alt,
        )
    }
    if count > 1:
        choices = [(n, str(n)) for n in range(1, count + 1)]
        label = _("Photo %(n)s : sa place") % {"n": rank}
        fields[place] = forms.TypedChoiceField(
            label=label, choices=choices, coerce=int, required=False, initial=rank
        )
    label = _("Enlever la photo %(n)s") % {"n": rank}
    fields[gone] = forms.BooleanField(label=label, required=False, initial=picture.is_gone)
    return fields


def _slot(number: int, rank: int) -> dict[str, forms.Field]:
    """Return the fields of a place for a photograph."""
    help_text = gettext_lazy(
        "Pour qui ne voit pas l’image : « douze cageots de pommes, devant la cave »."
    )
    return {
        f"new_{number}": CleanImageField(
            label=_("Photo %(n)s") % {"n": rank},
            help_text=_("JPEG, PNG ou WebP, 10 Mo au plus."),
        ),
        f"new_{number}_alt": forms.CharField(
            label=_("Photo %(n)s : ce que l’on y voit") % {"n": rank},
            max_length=ALT_LENGTH,
            required=False,
            help_text=help_text if number == 1 else "",
        ),
    }
