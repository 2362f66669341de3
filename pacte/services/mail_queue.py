"""Sending the messages that wait: claimed, handed over, marked; tried again later when it fails.

What is guaranteed. A message whose change was committed is handed over to the mail server at
least once, unless the server refuses it for good or five days pass: then it is given up, and the
staff see it. Whoever sends first claims, by a conditional UPDATE that a single worker wins, and the
claim holds for :data:`LEASE`: two workers never hand over the same message at the same time. A
message handed over is marked at once, and never handed over again. One case remains, that no
protocol closes: a process killed after the server took a message and before the mark is written.
The message is then sent again when the lease ends, with the **same Message-ID**, by which mail
programs recognise a duplicate.
"""

import datetime as dt
import logging
import smtplib
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Q

from pacte.models import OutgoingMail

logger = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=30)
FIRST_DELAY = dt.timedelta(minutes=1)
LONGEST_DELAY = dt.timedelta(hours=6)
TRIED_FOR = dt.timedelta(days=5)
KEPT = dt.timedelta(days=30)
BATCH = 500
LONGEST_RUN = 300.0
"""Seconds after which a run takes no other message: far less than the lease."""

FAULTS_IN_A_ROW = 3
"""After so many failures of the server one after the other, it is taken to be down."""

DOWN = "pacte.mail.down"
LET_IT_REST = 60
"""Seconds during which those who write messages leave them to the queue, once it is down."""

HURRIED_SECONDS = 3
ABOUT_THE_MESSAGE = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)
UNWRITABLE = (ValueError, TypeError)
EMPTIED: dict[str, Any] = {"text": "", "html": "", "headers": {}}


@dataclass(frozen=True, slots=True)
class SendReport:
    """How many messages left, failed and wait, were given up, or were left for the next run."""

    sent: int
    failed: int
    given_up: int
    left: int


def send_waiting(*, now: dt.datetime, most: int = BATCH) -> SendReport:
    """Send what is due, oldest first, over one connection; a server that is down is not insisted on."""
    due = OutgoingMail.objects.filter(_due(now)).order_by("next_try_at", "pk")
    started, counts, in_a_row = time.monotonic(), Counter[str](), 0
    connection = get_connection()
    for pk in list(due.values_list("pk", flat=True)[:most]):
        elapsed = time.monotonic() - started
        if in_a_row >= FAULTS_IN_A_ROW or elapsed > LONGEST_RUN:
            counts["left"] += 1
            continue
        outcome = _send(pk, now + dt.timedelta(seconds=elapsed), connection)
        counts["failed" if outcome == "down" else outcome] += 1
        in_a_row = in_a_row + 1 if outcome == "down" else 0
    _close(connection)
    return SendReport(**{n: counts[n] for n in ("sent", "failed", "given_up", "left")})


def send_one(*, mail_id: int, now: dt.datetime, hurried: bool = False) -> str:
    """Send one message that was just written, unless the server was down a moment ago.

    ``hurried`` when somebody's page waits for it: a server that is slow gets it from the queue.
    """
    if cache.get(DOWN):
        return "left"
    connection = get_connection(timeout=HURRIED_SECONDS if hurried else settings.EMAIL_TIMEOUT)
    outcome = _send(mail_id, now, connection)
    _close(connection)
    return outcome


def forget_old(*, now: dt.datetime) -> int:
    """Forget old messages; of those that have a key, the key stays: it is never sent twice."""
    unsent = Q(sent_at=None, next_try_at=None, created_at__lt=now - TRIED_FOR - KEPT)
    old = OutgoingMail.objects.filter(Q(sent_at__lt=now - KEPT) | unsent)
    keyed = old.exclude(key=None).exclude(to="").update(to="", subject="", error="", **EMPTIED)
    return keyed + old.filter(key=None).delete()[0]


def try_given_up_again(*, now: dt.datetime) -> int:
    """Give those that were given up another five days, once the cause is mended."""
    given_up = OutgoingMail.objects.filter(sent_at=None, next_try_at=None).exclude(to="")
    return given_up.update(next_try_at=now, created_at=now)


def message_id(mail: OutgoingMail) -> str:
    """Return the identifier of a message, the same at each try."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<mail.{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{domain}>"


def delay_after(attempts: int) -> dt.timedelta:
    """Return how long to wait after so many tries: twice as long each time, up to six hours."""
    doublings: int = min(attempts - 1, 12)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def _due(now: dt.datetime) -> Q:
    return Q(sent_at=None, next_try_at__lte=now)


def _send(pk: int, now: dt.datetime, connection: Any) -> str:
    """Claim a message, hand it over and mark it; say what became of it."""
    mail = OutgoingMail.objects.filter(_due(now), pk=pk).first()
    if mail is None:
        return "taken"
    claim = OutgoingMail.objects.filter(_due(now), pk=pk, attempts=mail.attempts)
    attempts = mail.attempts + 1
    if not claim.update(attempts=attempts, next_try_at=now + LEASE):
        return "taken"
    claimed = OutgoingMail.objects.filter(pk=pk, attempts=attempts, sent_at=None)
    mail.attempts = attempts
    try:
        connection.open()
        if not connection.send_messages([_message(mail)]):
            raise smtplib.SMTPServerDisconnected("Nothing was taken.")
    except (OSError, *UNWRITABLE) as error:
        return _failed(claimed, mail, error, connection, now)
    claimed.update(sent_at=now, next_try_at=None, error="", **EMPTIED)
    return "sent"


def _failed(
    claimed: Any, mail: OutgoingMail, error: Exception, connection: Any, now: dt.datetime
) -> str:
    """Write when to try again, or that it is of no use any more; the address is never noted."""
    told = _told(error)
    is_over = _is_final(error) or now + delay_after(mail.attempts) > mail.created_at + TRIED_FOR
    claimed.update(error=told, next_try_at=None if is_over else now + delay_after(mail.attempts))
    logger.warning("message %s not sent, try %s (%s)", mail.pk, mail.attempts, told)
    is_down = not isinstance(error, (*ABOUT_THE_MESSAGE, *UNWRITABLE))
    if is_down:
        cache.set(DOWN, True, LET_IT_REST)
        _close(connection)
    return "given_up" if is_over else "down" if is_down else "failed"


def _is_final(error: Exception) -> bool:
    """Say whether the message itself is refused for good."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _reason in error.recipients.values()]
        return bool(codes) and all(500 <= code < 600 for code in codes)
    if isinstance(error, smtplib.SMTPDataError):
        return 500 <= error.smtp_code < 600
    return isinstance(error, UNWRITABLE)


def _told(error: Exception) -> str:
    """Name a fault by its type and its code: what servers answer may hold addresses."""
    codes = [getattr(error, "smtp_code", "")]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _reason in error.recipients.values()]
    return " ".join([type(error).__name__, *(str(code) for code in codes if code)])[:200]


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Build a message; answering machines are asked not to answer (RFC 3834)."""
    headers = {"Auto-Submitted": "auto-generated", **mail.headers, "Message-ID": message_id(mail)}
    message = EmailMultiAlternatives(mail.subject, mail.text, None, [mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _close(connection: Any) -> None:
    with suppress(OSError):
        connection.close()
