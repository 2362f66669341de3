"""Allauth's forms of the second factor, in the words of the site."""

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _

from pacte.accounts.forms import in_our_words

CODE = _("Code")


class AuthenticateForm(base.AuthenticateForm):
    """The code of the application, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("Les 6 chiffres de votre application, ou l’un de vos codes de secours.")
        in_our_words(self, {"code": CODE}, {"code": hint})
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class MfaReauthenticateForm(base.ReauthenticateForm):
    """The same, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("Les 6 chiffres de votre application, ou l’un de vos codes de secours.")
        in_our_words(self, {"code": CODE}, {"code": hint})
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ActivateTOTPForm(totp.ActivateTOTPForm):
    """The first code, which shows that the application counts as this site does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("Les 6 chiffres que votre application montre maintenant.")
        in_our_words(self, {"code": _("Code de l’application")}, {"code": hint})
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
