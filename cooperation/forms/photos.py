"""Photographs sent with a form: several at once, each decoded and written again."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pacte.uploads import CleanFile, clean_image

MOST = 4
ACCEPTED = "image/jpeg,image/png,image/webp"


class SeveralImages(forms.ClearableFileInput):
    """A field in which several files are chosen at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """A few photographs: nothing but pixels remains of them."""

    def __init__(self, **kwargs: Any) -> None:
        widget = SeveralImages(attrs={"accept": ACCEPTED, "multiple": True})
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[CleanFile]:
        files = data if isinstance(data, list | tuple) else [data]
        files = [file for file in files if file]
        if len(files) > MOST:
            message = _("Quatre photos au plus : vous en avez choisi %(count)s.")
            raise ValidationError(message, code="too_many", params={"count": len(files)})
        return [clean_image(file) for file in files]


class PhotoForm(forms.Form):
    """Photographs added to a posting, and what they show."""

    photos = PhotosField(label=_("Photos (quatre au plus)"), help_text=_("JPEG, PNG ou WebP."))
    photos_alt = forms.CharField(
        label=_("Ce que l’on y voit"),
        max_length=200,
        required=False,
        help_text=_(
            "Pour qui ne voit pas les images : « douze cageots de pommes, devant la cave »."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("photos") and not data.get("photos_alt", "").strip():
            self.add_error("photos_alt", _("Dites en quelques mots ce que montrent les photos."))
        return data


class AddPhotoForm(PhotoForm):
    """Photographs added from one's own space: there is one at least."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("photos") and "photos" not in self.errors:
            self.add_error("photos", _("Choisissez une photo."))
        return data
