"""Needs, offers, links and suggestions of the network."""
