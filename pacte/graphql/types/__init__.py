"""Types of the pact, one concept a module."""
