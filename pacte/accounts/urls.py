"""Addresses of the account, in French; allauth's own names, which its code looks up."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from pacte.accounts import limits, proconnect, views
from pacte.throttling import throttled

urlpatterns = [
    path("connexion/", throttled(limits.LOGIN)(account.login), name="account_login"),
    path("connexion/lien/", throttled(limits.LINK)(views.ask_link), name="login-link"),
    path("connexion/lien/envoye/", views.link_sent, name="login-link-sent"),
    path("connexion/lien/<str:token>/", views.open_link, name="login-link-open"),
    path("connexion/second-facteur/", never_cache(mfa.authenticate), name="mfa_authenticate"),
    path(
        "connexion/<str:provider_id>/",
        throttled(limits.LOGIN)(proconnect.login),
        name="openid_connect_login",
    ),
    path(
        "connexion/<str:provider_id>/retour/",
        proconnect.callback,
        name="openid_connect_callback",
    ),
    path("deconnexion/", account.logout, name="account_logout"),
    path("inscription/", throttled(limits.SIGN_UP)(account.signup), name="account_signup"),
    path("compte/ferme/", never_cache(account.account_inactive), name="account_inactive"),
    path("compte/identite/", never_cache(account.reauthenticate), name="account_reauthenticate"),
    path("compte/identite/code/", never_cache(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("compte/adresse/", never_cache(account.email), name="account_email"),
    path(
        "compte/adresse/verification/",
        never_cache(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path(
        "compte/adresse/verification/<str:key>/",
        never_cache(account.confirm_email),
        name="account_confirm_email",
    ),
    path(
        "compte/mot-de-passe/", never_cache(account.password_change), name="account_change_password"
    ),
    path(
        "compte/mot-de-passe/choisir/",
        never_cache(account.password_set),
        name="account_set_password",
    ),
    path(
        "compte/mot-de-passe/oublie/",
        throttled(limits.RESET)(account.password_reset),
        name="account_reset_password",
    ),
    path(
        "compte/mot-de-passe/oublie/envoye/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "compte/mot-de-passe/nouveau/fait/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^compte/mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        never_cache(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("compte/second-facteur/", never_cache(mfa.index), name="mfa_index"),
    path(
        "compte/second-facteur/activer/", never_cache(totp.activate_totp), name="mfa_activate_totp"
    ),
    path(
        "compte/second-facteur/desactiver/",
        never_cache(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "compte/codes-de-secours/",
        never_cache(codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "compte/codes-de-secours/nouveaux/",
        never_cache(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "compte/codes-de-secours/telecharger/",
        never_cache(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("compte/sessions/", views.sessions, name="usersessions_list"),
    path("compte/sessions/<int:pk>/fermer/", views.end_session, name="end-session"),
    path("compte/liaisons/", never_cache(social.connections), name="socialaccount_connections"),
    path("compte/liaisons/annulee/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("compte/liaisons/erreur/", social.login_error, name="socialaccount_login_error"),
    path("compte/liaisons/inscription/", never_cache(social.signup), name="socialaccount_signup"),
    path("mon-espace/compte/", views.security, name="account-security"),
    path("mon-espace/compte/nom/", views.change_name, name="account-name"),
]
