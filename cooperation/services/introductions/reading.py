"""What a person has read of an introduction."""

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse

from pacte.models import Notification

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def mark_read(*, introduction_id: int, user: "User", now: dt.datetime) -> int:
    """Mark as read all that a person was told of an introduction: they have its page open."""
    url = reverse("cooperation:introduction", args=[introduction_id])
    unread = Notification.objects.filter(recipient=user, url=url, read_at=None)
    return unread.update(read_at=now)
