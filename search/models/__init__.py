"""What the search keeps: its index, what waits to be indexed, what staff curate, saved searches."""

from .curation import PromotedResult, Synonym
from .index import Document, Word
from .outbox import IndexEvent, IndexState
from .saved import SavedSearch

__all__ = [
    "Document",
    "IndexEvent",
    "IndexState",
    "PromotedResult",
    "SavedSearch",
    "Synonym",
    "Word",
]
