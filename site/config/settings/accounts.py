"""Accounts: the e-mail identifies, a second factor protects, ProConnect when it is configured."""

from typing import Any

import environ

env = environ.Env()

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pacte:my-space"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "sesame.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# How many proxies of ours stand before the application, each adding to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
RATELIMIT_IP_META_KEY = "pacte.throttling.client_address"

ACCOUNT_ADAPTER = "pacte.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "pacte.accounts.names.NameForm"
ACCOUNT_FORMS = {
    "login": "pacte.accounts.forms.LoginForm",
    "signup": "pacte.accounts.forms.SignupForm",
    "reset_password": "pacte.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "pacte.accounts.forms.ResetPasswordKeyForm",
    "change_password": "pacte.accounts.forms.ChangePasswordForm",
    "set_password": "pacte.accounts.forms.SetPasswordForm",
    "add_email": "pacte.accounts.forms.ChangeEmailForm",
    "reauthenticate": "pacte.accounts.forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and there alone
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_USER_DISPLAY = "pacte.accounts.names.display_name"
# The doors are counted by pacte.throttling, which says how long to wait; codes of the second
# factor by allauth, whoever guesses them and from wherever.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "signup": None,
    "reset_password": None,
}

MFA_ADAPTER = "pacte.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_FORMS = {
    "authenticate": "pacte.accounts.forms_mfa.AuthenticateForm",
    "reauthenticate": "pacte.accounts.forms_mfa.MfaReauthenticateForm",
    "activate_totp": "pacte.accounts.forms_mfa.ActivateTOTPForm",
}

SESAME_MAX_AGE = 15 * 60
SESAME_ONE_TIME = True
SESAME_INVALIDATE_ON_EMAIL_CHANGE = True
SESAME_TOKENS = ["sesame.tokens_v2"]
SESAME_SIGNATURE_SIZE = 16

PROCONNECT_SERVER_URL = env("PROCONNECT_SERVER_URL", default="")
PROCONNECT_CLIENT_ID = env("PROCONNECT_CLIENT_ID", default="")
PROCONNECT_CLIENT_SECRET = env("PROCONNECT_CLIENT_SECRET", default="")


def proconnect_apps(server_url: str, client_id: str, secret: str) -> list[dict[str, Any]]:
    """Return what allauth must know of ProConnect: nothing unless all of it is configured."""
    if not (server_url and client_id and secret):
        return []
    return [
        {
            "provider_id": "proconnect",
            "name": "ProConnect",
            "client_id": client_id,
            "secret": secret,
            "settings": {
                "server_url": server_url,
                "scope": ["openid", "given_name", "usual_name", "email"],
                "token_auth_method": "client_secret_post",
                "uid_field": "sub",
            },
        }
    ]


SOCIALACCOUNT_ADAPTER = "pacte.accounts.adapter.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_FORMS = {"signup": "pacte.accounts.forms.SocialSignupForm"}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": proconnect_apps(
            PROCONNECT_SERVER_URL, PROCONNECT_CLIENT_ID, PROCONNECT_CLIENT_SECRET
        )
    }
}
