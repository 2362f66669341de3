"""Suggestions that follow the network, one posting at a time."""

from .asking import GUEST, UNSAVED, ask
from .matcher import Delta, Lost, Matcher

__all__ = ["GUEST", "UNSAVED", "Delta", "Lost", "Matcher", "ask"]
