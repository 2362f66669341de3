"""Suggestions that follow the network, one posting at a time."""

from .asking import GUEST, UNSAVED, ask
from .matcher import Delta, Matcher, Name, Shift

__all__ = ["GUEST", "UNSAVED", "Delta", "Matcher", "Name", "Shift", "ask"]
