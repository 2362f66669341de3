"""How a person is called: never by an e-mail nor by a user name."""

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def display_name(user: "User") -> str:
    """Return the name to show, and something neutral where there is none."""
    return user.get_full_name() or gettext("Personne sans nom")


class NameForm(forms.Form):
    """The name asked at sign-up, with a password as through ProConnect."""

    field_order = ("first_name", "last_name", "email", "password1")
    first_name = forms.CharField(
        label=_("Prénom"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Nom"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    def signup(self, request: HttpRequest, user: "User") -> None:
        """Keep the name of whoever signs up."""
        user.first_name = self.cleaned_data["first_name"]
        user.last_name = self.cleaned_data["last_name"]
        user.save(update_fields=["first_name", "last_name"])
