"""What the index knows of everything public, kind by kind."""

from .organisations import OFFERS, POSTING_FLAGS, SEEKS, all_documents, build_documents

__all__ = ["OFFERS", "POSTING_FLAGS", "SEEKS", "all_documents", "build_documents"]
