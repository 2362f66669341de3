"""The one door by which messages leave: written with the change that asks for them, sent after.

``post`` writes a row in the caller's transaction: a change that is undone sends nothing, and a
change that is kept sends its message even if the mail server, the worker or this process is down
at that moment. :mod:`pacte.services.mail_queue` sends, and says what exactly is guaranteed.
"""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from pacte.models import OutgoingMail
from pacte.signals import tell_mail_posted

LONGEST_ADDRESS = 254
LONGEST_SUBJECT = 300
LONGEST_KEY = 200
LONGEST_HEADER = 900
HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,59}")
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
ADDRESSING = {"bcc", "cc", "from", "return-path", "sender", "to"}
MAKING = {"content-transfer-encoding", "content-type", "date", "message-id", "mime-version"}
RESERVED = ADDRESSING | MAKING | {"received", "subject"}
"""Headers that the site alone writes."""


class UnsafeMailError(ValueError):
    """An address or a header that could write another header, or that no server would take."""


def post(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    key: str = "",
) -> OutgoingMail:
    """Write down a message to send once the transaction commits; the same key is sent once.

    A subject becomes one line. Raises :class:`UnsafeMailError` on an address or headers that
    cannot be.
    """
    if len(key) > LONGEST_KEY:
        raise UnsafeMailError("The key of a message is too long.")
    now = timezone.now()
    given = {
        "to": _checked_address(to),
        "subject": _one_line(subject),
        "text": _storable(text),
        "html": _storable(html),
        "headers": _checked_headers(headers or {}),
        "created_at": now,
        "next_try_at": now,
    }
    if key:
        mail, is_new = OutgoingMail.objects.get_or_create(key=key, defaults=given)
    else:
        mail, is_new = OutgoingMail.objects.create(**given), True
    if is_new:
        tell_mail_posted(mail_id=mail.pk)
    return mail


def _checked_address(to: str) -> str:
    if len(to) > LONGEST_ADDRESS:
        raise UnsafeMailError("This e-mail address is too long.")
    try:
        validate_email(to)
    except ValidationError as error:
        raise UnsafeMailError("This is no e-mail address.") from error
    return to


def _checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if not HEADER_NAME.fullmatch(name) or name.lower() in RESERVED:
            raise UnsafeMailError(f"The header {name!r} is not for callers to write.")
        if CONTROLS.search(value) or len(value) > LONGEST_HEADER:
            raise UnsafeMailError(f"The value of the header {name} is not one line.")
    return dict(headers)


def _one_line(subject: str) -> str:
    """Make one line of a subject, which may quote what somebody typed."""
    line = CONTROLS.sub(" ", " ".join(_storable(subject).splitlines())).strip()
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def _storable(text: str) -> str:
    """Leave out what no database or message takes: NUL, and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
