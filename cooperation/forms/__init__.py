"""Forms of needs and offers, public and for the staff."""
