"""Every address of the site, as Django resolves it."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

Address = tuple[str, str]
"""The name of an address with its namespaces, and its route."""


def addresses() -> list[Address]:
    """Return every address, in the order in which they are tried."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: object, namespace: str, prefix: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or route}", route
        else:
            below = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, below, route)
