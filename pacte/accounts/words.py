"""The words of the account, where allauth has its own."""

from django.utils.translation import gettext_lazy as _

TOO_LONG = _("Cette adresse est trop longue : 254 caractères au plus.")
ACCOUNT_ERRORS = {
    "account_inactive": _("Ce compte est fermé."),
    "cannot_remove_primary_email": _("Vous ne pouvez pas retirer votre adresse principale."),
    "duplicate_email": _("C’est déjà une adresse de votre compte."),
    "email_password_mismatch": _(
        "L’adresse et le mot de passe ne vont pas ensemble. Vérifiez les majuscules, puis "
        "réessayez ; ou demandez un lien de connexion."
    ),
    "email_taken": _("Cette adresse ne peut pas être ajoutée."),
    "enter_current_password": _("Ce n’est pas votre mot de passe actuel."),
    "incorrect_code": _("Ce code n’est pas le bon. Attendez le suivant, puis réessayez."),
    "incorrect_password": _("Ce n’est pas votre mot de passe."),
    "invalid_or_expired_key": _("Ce lien n’est plus valable."),
    "invalid_password_reset": _("Ce lien n’est plus valable. Demandez-en un autre."),
    "too_many_login_attempts": _("Trop d’essais de suite. Attendez cinq minutes, puis réessayez."),
    "rate_limited": _("Trop d’essais de suite. Attendez cinq minutes, puis réessayez."),
    "same_as_current": _("C’est déjà votre adresse."),
    "unverified_primary_email": _("Confirmez d’abord votre adresse principale."),
}
SECOND_FACTOR_ERRORS = {
    "add_email_blocked": _("Confirmez d’abord votre adresse."),
    "cannot_delete_authenticator": _("Le second facteur ne peut pas être retiré."),
    "cannot_generate_recovery_codes": _("Activez d’abord le second facteur."),
    "incorrect_code": ACCOUNT_ERRORS["incorrect_code"],
    "unverified_email": _(
        "Confirmez d’abord votre adresse : un message vous a été envoyé, ou peut l’être à nouveau."
    ),
}
SOCIAL_ERRORS = {
    "email_taken": _("Cette adresse ne peut pas être utilisée avec %s."),
    "invalid_token": _("La réponse reçue n’est pas valable. Recommencez."),
    "no_password": _(
        "Choisissez d’abord un mot de passe : sans lui, vous ne pourriez plus entrer."
    ),
    "no_verified_email": _("Confirmez d’abord votre adresse."),
    "disconnect_last": _("C’est votre seul moyen d’entrer : choisissez d’abord un mot de passe."),
    "connected_other": _("Ce compte est déjà lié à un autre compte du site."),
}
PROOFS = {
    "reauthenticate": _("Mot de passe"),
    "mfa_reauthenticate": _("Code de l’application ou code de secours"),
}
