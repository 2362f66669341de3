"""Nothing found: what to give up, and how many results each would give."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search import engine
from search.addresses import Address
from search.language.spans import ASIDE
from search.query import Query
from search.reading import Reading
from search.selectors.labels import Labels

MOST = 6
"""How many ways out are tried: each is a search."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Something to give up, where that leads and how many results it gives.

    ``what`` is a facet, ``near``, ``type``, ``words`` or ``read`` (something understood).
    """

    what: str
    name: str
    url: str
    count: int


def relaxations(address: Address, reading: Reading, labels: Labels) -> tuple[Relaxation, ...]:
    """Give the ways out that lead somewhere, the most fruitful first."""
    tried = (
        Relaxation(what, name, url, engine.search(_counted(query)).total)
        for what, name, url, query in list(_ways(address, reading, labels))[:MOST]
    )
    return tuple(sorted((row for row in tried if row.count), key=lambda row: -row.count))


def _counted(query: Query) -> Query:
    return replace(query, page=1, page_size=1)


def _ways(
    address: Address, reading: Reading, labels: Labels
) -> Iterator[tuple[str, str, str, Query]]:
    for chip in reading.chips:
        if chip.facet == ASIDE:
            continue
        yield (
            "read",
            chip.words or chip.label,
            address.ignoring(chip.code),
            reading.without(chip.code),
        )
    query = reading.query
    for facet, values in address.query.selected.items():
        if facet == "type":
            continue
        kept = {name: some for name, some in query.selected.items() if name != facet}
        names = ", ".join(labels[facet].get(value, value) for value in values)
        gone = [(facet, value) for value in values]
        yield facet, names, address.without(*gone), replace(query, facets=kept)
    if address.query.near and address.query.near.radius_km:
        yield "near", "", address.without_near(), replace(query, near=None)
    if query.kinds:
        everything = {name: some for name, some in query.selected.items() if name != "type"}
        yield "type", "", address.among(""), replace(query, facets=everything)
    if query.text and len(query.selected) + bool(query.near):
        pairs = [pair for pair in address.pairs() if pair[0] not in {"q", "mots"}]
        yield "words", query.text, address.url(pairs), replace(query, text="", clauses=())
