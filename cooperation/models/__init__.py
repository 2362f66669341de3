"""The tables of cooperation: needs, offers, flows and suggestions."""

from cooperation.models.postings import Cooperation, Posting, PostingContact, PostingMove
from cooperation.models.suggestions import Capability, Suggestion

__all__ = ["Capability", "Cooperation", "Posting", "PostingContact", "PostingMove", "Suggestion"]
