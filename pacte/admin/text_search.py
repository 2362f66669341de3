"""Wagtail's search on the database, with the user's text made harmless.

On SQLite, Wagtail hands quotes over to the full-text engine, which takes them for its own syntax
and fails: the page would be a 500.
"""

from typing import Any

from modelsearch.backends.database import SearchBackend as DatabaseBackend

MAX_TEXT = 500
UNSAFE = str.maketrans(dict.fromkeys('"\0', " "))


def harmless(query: Any) -> Any:
    """Return a text without quotes and NUL, of a bounded length; anything else as it is."""
    return query.translate(UNSAFE)[:MAX_TEXT].strip() if isinstance(query, str) else query


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name that Wagtail asks for
    """Return the search of the current database, guarded."""
    backend = DatabaseBackend(params)
    guarded = type(f"Guarded{type(backend).__name__}", (_Guarded, type(backend)), {})
    return guarded(params)


class _Guarded:
    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().search(harmless(query), *args, **kwargs)  # type: ignore[misc]

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().autocomplete(harmless(query), *args, **kwargs)  # type: ignore[misc]
