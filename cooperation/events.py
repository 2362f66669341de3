"""What happened to needs and offers, told once the transaction is committed.

Not model signals: services send these events; the index and the engine listen.
:data:`posting_recorded` alone is told at once, for those who write down what they have to follow.
"""

from functools import partial

from django.db import transaction
from django.dispatch import Signal

posting_changed = Signal()
"""A posting was published, edited or left the public states: ``posting_id``, ``organisation_id``."""

posting_recorded = Signal()
"""The same, told inside the transaction of the change."""

network_changed = Signal()
"""What the engine reasons on changed without a posting: a know-how, a flow, a commitment."""

season_plan_asked = Signal()
"""Somebody asked for a season's plan: ``plan_id``."""


def tell_posting_changed(*, posting_id: int, organisation_id: int) -> None:
    """Send :data:`posting_recorded` now, :data:`posting_changed` when the transaction commits."""
    told = {"posting_id": posting_id, "organisation_id": organisation_id}
    posting_recorded.send(None, **told)
    send = partial(posting_changed.send, None, **told)
    transaction.on_commit(send)


def tell_network_changed() -> None:
    """Send :data:`network_changed` when the current transaction commits."""
    transaction.on_commit(partial(network_changed.send, None))


def tell_season_plan_asked(*, plan_id: int) -> None:
    """Send :data:`season_plan_asked` when the current transaction commits."""
    transaction.on_commit(partial(season_plan_asked.send, None, plan_id=plan_id))
