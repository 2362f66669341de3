"""The first pages of a real site: without them, there is neither home page nor legal notice."""

import datetime as dt

from django.db import transaction

from pacte.services.loading import Ledger, Sources
from pacte.services.pages.files import read_pages
from pacte.services.pages.writing import write_pages


def load_pages(*, now: dt.datetime, sources: Sources | None = None) -> Ledger:
    """Create the pages never loaded: 1. read and check the file; 2. write, in one transaction."""
    rows = read_pages(sources or Sources(), "pages.json")
    with transaction.atomic():
        ledger = Ledger.open()
        write_pages(rows, ledger, now=now)
    return ledger
