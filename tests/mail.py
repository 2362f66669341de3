"""What the tests of pages and services need of the queue of messages."""

import datetime as dt

from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from pacte.services.mail_queue import send_waiting


def delivered() -> list[EmailMessage]:
    """Send all that waits, whatever the day that the test takes it for; give all that was sent."""
    send_waiting(now=timezone.now() + dt.timedelta(days=3_650))
    return mail.outbox
