"""An organisation that is deleted: what its cooperations did is undone, in the same transaction.

Deleting goes through the models, from the administration, a command or a shell: the signals of
:mod:`cooperation.apps` call both halves, before anything goes and once all of it is gone.
"""

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from cooperation.models import Cooperation
from cooperation.services.effects import gone_source, uncount_cooperation
from cooperation.services.introductions.postings import follow_quantities
from cooperation.services.outbox import record_network
from pacte.models import Organisation

LEFT = "_introductions_of_its_cooperations"
"""Where an organisation that goes keeps which introductions its cooperations came from."""


def before_departure(organisation: Organisation, *, now: dt.datetime | None = None) -> None:
    """Move back the indicators that the cooperations of an organisation moved."""
    ends = Q(giver=organisation) | Q(receiver=organisation)
    rows = list(Cooperation.objects.select_for_update().filter(ends).order_by("pk"))
    for row in rows:
        uncount_cooperation(cooperation=row, source=gone_source(), now=now or timezone.now())
    kept = {row.introduction_id for row in rows if row.introduction_id is not None}
    setattr(organisation, LEFT, kept)


def after_departure(organisation: Organisation, *, now: dt.datetime | None = None) -> None:
    """Leave again, to the postings of the others, what its cooperations took of them."""
    moment = now or timezone.now()
    follow_quantities(introduction_ids=getattr(organisation, LEFT, ()), now=moment)
    record_network(now=moment)
