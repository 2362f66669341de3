"""Loading of data files: strict reading, a ledger of what was loaded, bulk creation."""

from pacte.services.loading.errors import DataFileError
from pacte.services.loading.fields import Row
from pacte.services.loading.ledger import Keyed, Ledger, add_missing
from pacte.services.loading.revisions import add_first_revisions
from pacte.services.loading.sources import PACKAGED, Sources, decode_text
from pacte.services.loading.tables import parse_json, read_csv, read_json
from pacte.services.loading.wording import french_slug, typeset

__all__ = [
    "PACKAGED",
    "DataFileError",
    "Keyed",
    "Ledger",
    "Row",
    "Sources",
    "add_first_revisions",
    "add_missing",
    "decode_text",
    "french_slug",
    "parse_json",
    "read_csv",
    "read_json",
    "typeset",
]
