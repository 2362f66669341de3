"""The pages of the search in words: options, chips, tabs and sentences, for the templates."""

from .cards import card, completion, feature
from .page import context
from .why import why

__all__ = ["card", "completion", "context", "feature", "why"]
