"""Screens of the administration for the pact: lists, filters, exports and forms."""
