"""Work done behind a request, and what asks for it."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from pacte import retention
from pacte.services import mail_queue, notification_digests

AT_ONCE = "django_tasks.backends.immediate.ImmediateBackend"


@task()
def send_mail(mail_id: int) -> str:
    """Send a message that was just written; running it twice sends it once."""
    hurried = settings.TASKS["default"]["BACKEND"] == AT_ONCE  # without a worker, a page waits
    return mail_queue.send_one(mail_id=mail_id, now=timezone.now(), hurried=hurried)


@task()
def send_notification_digests() -> int:
    """Write the digests that are due; running it twice writes nothing more."""
    return notification_digests.send_notification_digests(now=timezone.now()).sent


@task()
def apply_retention() -> dict[str, int]:
    """Delete what was kept for long enough; running it twice deletes nothing more."""
    return retention.apply(now=timezone.now())


def ask_for_mail(*, mail_id: int, **kwargs: Any) -> None:
    """Queue the sending of a message; its transaction has committed."""
    send_mail.enqueue(mail_id=mail_id)
