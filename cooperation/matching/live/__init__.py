"""Suggestions that follow the network, one posting at a time."""

from .matcher import Delta, Lost, Matcher

__all__ = ["Delta", "Lost", "Matcher"]
