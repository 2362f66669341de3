"""What happened in the pact, told once the transaction is committed; not model signals."""

from functools import partial

from django.db import transaction
from django.dispatch import Signal

mail_posted = Signal()
"""A message waits to be sent: ``mail_id``."""


def tell_mail_posted(*, mail_id: int) -> None:
    """Send :data:`mail_posted` when the transaction commits; what fails then undoes nothing."""
    transaction.on_commit(partial(mail_posted.send, None, mail_id=mail_id), robust=True)
