"""What every installation starts from: reference, territory, real organisations."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from pacte.services.loading import Ledger, Sources
from pacte.services.organisation_files import OrganisationRow, read_organisations
from pacte.services.organisation_loading import write_organisations
from pacte.services.reference import ReferenceData, read_reference, write_reference
from pacte.services.territory import write_territory
from pacte.services.territory_files import TerritoryData, read_territory


@dataclass(frozen=True, slots=True)
class Foundation:
    """The files of the foundation, read and checked."""

    reference: ReferenceData
    territory: TerritoryData
    organisations: tuple[OrganisationRow, ...]


def read_foundation(sources: Sources) -> Foundation:
    """Read and check the files of the foundation."""
    reference, territory = read_reference(sources), read_territory(sources)
    organisations = read_organisations(sources, "organisations.json", territory, reference)
    return Foundation(reference, territory, organisations)


def load_foundation(*, now: dt.datetime, sources: Sources | None = None) -> Ledger:
    """Load the foundation: 1. read and check every file; 2. write what was never loaded."""
    found = read_foundation(sources or Sources())
    with transaction.atomic():
        return write_foundation(found, Ledger.open(), now=now)


def write_foundation(found: Foundation, ledger: Ledger, *, now: dt.datetime) -> Ledger:
    """Write the foundation within the caller's transaction."""
    write_reference(found.reference, ledger)
    write_territory(found.territory, ledger)
    write_organisations(found.organisations, "organisation", ledger, now=now)
    return ledger
