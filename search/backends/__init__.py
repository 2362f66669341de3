"""The engines behind the port of :mod:`search.backends.base`."""
