"""Forms of the space of the members and of the staff."""
