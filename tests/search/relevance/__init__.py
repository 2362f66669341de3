"""Relevance of the search, judged on the demonstration."""
