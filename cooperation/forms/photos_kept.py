"""Photographs of a form that came back with an error: set aside, shown by name, taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pacte.uploads import waiting

LONGEST = 1_000


class OwnedForm(forms.Form):
    """A form that says for whom, and for what, its photographs are set aside; nobody when empty."""

    owner = ""


def _numbers(form: OwnedForm) -> list[str]:
    """Return the names of the places for new photographs."""
    return [name.removesuffix("_alt") for name in form.fields if _is_place(name)]


def _is_place(name: str) -> bool:
    return name.startswith("new_") and name.endswith("_alt")


def add_fields(form: OwnedForm) -> None:
    """Give each place what brings back the photograph that was set aside for it."""
    if not form.owner or not form.is_bound:
        return
    for name in _numbers(form):
        form.fields[f"{name}_kept"] = forms.CharField(
            max_length=LONGEST, required=False, widget=forms.HiddenInput
        )
        if form.data.get(f"{name}_kept"):
            form.fields[f"{name}_gone"] = _gone(form, name)


def _gone(form: OwnedForm, name: str) -> forms.BooleanField:
    label = _("Ne pas joindre : %(photo)s") % {"photo": form.fields[name].label}
    return forms.BooleanField(label=label, required=False)


def take_back(form: OwnedForm, data: dict[str, Any]) -> None:
    """Put what was set aside where nothing else was chosen; forget it where it goes."""
    for name in _numbers(form):
        token = data.get(f"{name}_kept")
        if not token or data.get(name) is not None or name in form.errors:
            continue
        if data.get(f"{name}_gone"):
            data[f"{name}_alt"] = ""
        else:
            data[name] = waiting.take_back(token, owner=form.owner)


def set_aside(form: OwnedForm) -> list[str]:
    """Set aside the photographs that are right, say so beside each, and return their places."""
    if not form.owner:
        return []
    sent: Any = form.data
    form.data = sent = sent.copy()
    kept = []
    for name in _numbers(form):
        file = form.cleaned_data.get(name)
        if file is None:
            continue
        if token := _again(form, name) or waiting.set_aside(file, owner=form.owner):
            sent[f"{name}_kept"] = token
            form.fields.setdefault(f"{name}_gone", _gone(form, name))
            form[name].help_text = _told(file.name)
            kept.append(name)
    return kept


def _told(name: str) -> str:
    return _(
        "« %(name)s » est gardée : inutile de la choisir de nouveau. "
        "En choisir une autre la remplace."
    ) % {"name": name}


def _again(form: OwnedForm, name: str) -> str:
    """Return the token of a photograph that was set aside already."""
    return "" if name in form.files else str(form.data.get(f"{name}_kept", ""))


def let_go(form: OwnedForm) -> None:
    """Delete what was set aside, once it is saved."""
    for name in _numbers(form):
        if token := form.data.get(f"{name}_kept"):
            waiting.let_go(token, owner=form.owner)
