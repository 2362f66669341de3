"""The e-mails of the notifications: one or several things told, and how to stop them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse

from pacte.addresses import absolute
from pacte.enums import NotificationKind, Rhythm
from pacte.models import Notification
from pacte.services.mail import post

if TYPE_CHECKING:
    from django.contrib.auth.models import User

TEXT, HTML = "pacte/mail/notification.txt", "pacte/mail/notification.html"
ANSWER_ABOVE = "— Répondez au-dessus de cette ligne —"
"""What an answer by e-mail is cut at; it is shown in no other language."""

SHOWN = 30
SIGNER = Signer(salt="pacte.notifications.stop")
DIGESTS = (Rhythm.DAILY.value, Rhythm.WEEKLY.value)
STOPPABLE = (*NotificationKind.values, *DIGESTS)


def mail_notifications(
    *,
    user: "User",
    rows: Sequence[Notification],
    subject: str,
    key: str,
    stop: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Write a message that tells a person some things, and how to stop what is like it.

    ``stop`` is a kind of notification, or ``daily`` or ``weekly`` for what comes in that digest.
    """
    unsubscribe = absolute(reverse("pacte:notifications-stop", args=[stop_token(user.pk, stop)]))
    context = {
        "subject": subject,
        "rows": [_shown(row) for row in rows[:SHOWN]],
        "others": max(len(rows) - SHOWN, 0),
        "is_digest": stop in DIGESTS,
        "answer_above": ANSWER_ABOVE if headers and "Reply-To" in headers else "",
        "answer_on_site": stop == NotificationKind.MESSAGE,
        "list_url": absolute(reverse("pacte:notifications")),
        "preferences_url": absolute(reverse("pacte:notification-preferences")),
        "unsubscribe_url": unsubscribe,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    post(
        to=user.email,
        subject=subject,
        text=render_to_string(TEXT, context),
        html=render_to_string(HTML, context),
        headers={
            **(headers or {}),
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        key=key,
    )


def _shown(row: Notification) -> dict[str, object]:
    return {
        "subject": row.subject,
        "body": row.body,
        "url": absolute(row.url) if row.url else "",
        "organisation": row.organisation.name if row.organisation else "",
        "kind": NotificationKind(row.kind).label,
        "created_at": row.created_at,
    }


def stop_token(user_id: int, what: str) -> str:
    """Return a token that stops one kind of e-mail of one person, and gives nothing else."""
    return SIGNER.sign(f"{user_id}-{what}")


def read_stop_token(token: str) -> tuple[int, str] | None:
    """Return the person and the kind or the digest of a token, or nothing if it is not ours."""
    try:
        number, _dash, what = SIGNER.unsign(token).partition("-")
    except BadSignature:
        return None
    return (int(number), what) if number.isdecimal() and what in STOPPABLE else None
