"""Reads of needs, offers, flows and suggestions."""
