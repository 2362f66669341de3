"""What every installation starts from: reference, territory, real organisations."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pacte.services.loading import Ledger, Sources
from pacte.services.organisation_files import read_organisations
from pacte.services.organisation_loading import write_organisations
from pacte.services.reference import read_reference, write_reference
from pacte.services.territory import write_territory
from pacte.services.territory_files import read_territory


def load_foundation(*, sources: Sources | None = None, now: dt.datetime | None = None) -> Ledger:
    """Load the reference, the territory and the real organisations, in one transaction.

    1. Read and check every file. 2. Write what was never loaded.
    """
    with transaction.atomic():
        return write_foundation(sources or Sources(), Ledger.open(), now=now or timezone.now())


def write_foundation(sources: Sources, ledger: Ledger, *, now: dt.datetime) -> Ledger:
    """Load the foundation within the caller's transaction."""
    reference = read_reference(sources)
    territory = read_territory(sources)
    organisations = read_organisations(sources, "organisations.json", territory, reference)
    write_reference(reference, ledger)
    write_territory(territory, ledger)
    write_organisations(organisations, "organisation", ledger, now=now)
    return ledger
