"""Sentences about needs, offers and suggestions, in the language of the interface."""
