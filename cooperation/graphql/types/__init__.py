"""Types of cooperation, one concept a module."""
