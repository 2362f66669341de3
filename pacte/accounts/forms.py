"""Allauth's forms, in the words of the site."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.socialaccount import forms as social
from django import forms
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pacte.selectors.acting import TYPED_ADDRESS

EMAIL = _("Adresse électronique")
PASSWORD = _("Mot de passe")
RULE = _(
    "12 caractères au moins. Une phrase fait un bon mot de passe : elle se retient et ne se "
    "devine pas."
)


def in_our_words(form: forms.Form, labels: dict[str, Any], hints: dict[str, Any]) -> None:
    """Give the fields our labels and hints, and no placeholder, which nobody reads twice."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)
        field.help_text = hints.get(name, "")


class LoginForm(account.LoginForm):
    """What was typed is kept, the password is not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, {"login": EMAIL, "password": PASSWORD}, {})


class SignupForm(account.SignupForm):
    """A name, an address, and a password for who wants one."""

    field_order = ("first_name", "last_name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        typed = {"email": context.request.session.get(TYPED_ADDRESS, "")}
        super().__init__(*args, **kwargs | {"initial": typed | (kwargs.get("initial") or {})})
        optional = _("Facultatif. Sans mot de passe, un lien reçu par e-mail vous fait entrer.")
        in_our_words(self, {"email": EMAIL, "password1": PASSWORD}, {"password1": optional})
        self.fields["password1"].help_text = f"{optional} {RULE}"

    def try_save(self, request: HttpRequest) -> Any:
        """Spend as long on a known address as on a new one."""
        if self.account_already_exists and (password := self.cleaned_data.get("password1")):
            get_user_model()().set_password(password)
        return super().try_save(request)


class SocialSignupForm(social.SignupForm):
    """What ProConnect could not tell."""

    field_order = ("first_name", "last_name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, {"email": EMAIL}, {})


class ResetPasswordForm(account.ResetPasswordForm):
    """Where to send the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, {"email": EMAIL}, {})


class _NewPassword(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Mot de passe actuel"),
            "password1": _("Nouveau mot de passe"),
            "password2": _("Nouveau mot de passe, une seconde fois"),
        }
        in_our_words(self, labels, {"password1": RULE})


class ResetPasswordKeyForm(_NewPassword, account.ResetPasswordKeyForm):
    """A new password, from a link."""


class ChangePasswordForm(_NewPassword, account.ChangePasswordForm):
    """A new password, against the former one."""


class SetPasswordForm(_NewPassword, account.SetPasswordForm):
    """A first password."""


class ChangeEmailForm(account.AddEmailForm):
    """Another address, which counts once it is confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, {"email": _("Nouvelle adresse électronique")}, {})


class ReauthenticateForm(account.ReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self, {"password": PASSWORD}, {})


class LinkForm(forms.Form):
    """Where to send the link that logs in."""

    email = forms.EmailField(
        label=EMAIL, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class PersonNameForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a person is called."""

    class Meta:
        model = get_user_model()
        fields = ("first_name", "last_name")
        labels = {"first_name": _("Prénom"), "last_name": _("Nom")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, purpose in (("first_name", "given-name"), ("last_name", "family-name")):
            self.fields[name].required = True
            self.fields[name].widget.attrs["autocomplete"] = purpose
