"""Stopping a kind of e-mail from its link, without signing in; the site goes on telling."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from pacte.enums import NotificationKind, Rhythm
from pacte.selectors.notifications import preferences_of
from pacte.services.notification_mail import DIGESTS, read_stop_token
from pacte.services.notifications import set_preferences


def what_stops(token: str) -> str | None:
    """Return what a token stops, in words, or nothing if the token is not ours."""
    found = read_stop_token(token)
    if found is None:
        return None
    if found[1] in DIGESTS:
        daily = found[1] == Rhythm.DAILY
        return _("Le résumé du jour") if daily else _("Le résumé de la semaine")
    return str(NotificationKind(found[1]).label)


def stop(token: str) -> None:
    """Stop what a token stops; again, or for somebody who left, it does nothing."""
    user_id, what = read_stop_token(token) or (0, "")
    user = get_user_model().objects.filter(pk=user_id).first()
    if user is None:
        return
    kinds = [what]
    if what in DIGESTS:
        kinds = [row.kind for row in preferences_of(user) if row.rhythm == what]
    set_preferences(user=user, rhythms=dict.fromkeys(kinds, Rhythm.NONE))


def is_stopped(token: str) -> bool:
    """Say whether nothing of what a token stops is sent any more."""
    user_id, what = read_stop_token(token) or (0, "")
    user = get_user_model().objects.filter(pk=user_id).first()
    if user is None:
        return True
    rows = preferences_of(user)
    if what in DIGESTS:
        return all(row.rhythm != what for row in rows)
    return all(row.rhythm == Rhythm.NONE for row in rows if row.kind == what)
