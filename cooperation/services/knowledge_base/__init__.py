"""The knowledge as the staff amend it: packaged files, then amendments, in order."""

from cooperation.services.knowledge_base.amending import AmendmentRefused, amend, undo
from cooperation.services.knowledge_base.state import (
    bring_up_to_date,
    files_in_force,
    knowledge_version,
)

__all__ = [
    "AmendmentRefused",
    "amend",
    "bring_up_to_date",
    "files_in_force",
    "knowledge_version",
    "undo",
]
