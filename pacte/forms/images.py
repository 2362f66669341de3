"""An image sent with a form: decoded and written again; a refusal names the file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pacte.uploads import CleanFile, clean_image
from pacte.uploads.files import clean_name, extension_of

ACCEPTED = "image/jpeg,image/png,image/webp"


class CleanImageField(forms.FileField):
    """An image, never asked for: nothing but pixels remains of it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ACCEPTED})
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> CleanFile | None:
        if not data:
            return None
        try:
            return clean_image(data)
        except ValidationError as problem:
            name = clean_name(data.name, extension_of(data.name)[:10] or "?")
            named = _("« %(name)s » :") % {"name": name}
            raise ValidationError(f"{named} {' '.join(problem.messages)}") from problem
