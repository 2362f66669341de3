"""What the search keeps: its index, what waits to be indexed, what staff curate, saved searches."""

from .curation import PromotedResult, Synonym
from .index import Document, DocumentValue, Word
from .outbox import IndexEvent
from .saved import SavedSearch

__all__ = [
    "Document",
    "DocumentValue",
    "IndexEvent",
    "PromotedResult",
    "SavedSearch",
    "Synonym",
    "Word",
]
