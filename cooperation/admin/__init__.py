"""Screens of the administration for needs, offers and flows."""
