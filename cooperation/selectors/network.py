"""The network that any visitor may see: who is linked to whom, and how it is drawn.

Links are the flows that run, the commitments to a theme of the roadmap, and the shared places.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace

from django.core.cache import cache

from cooperation import snapshot
from cooperation.matching import graph, measures, types
from cooperation.selectors.suggestions import names_of_codes
from pacte.models import Action, Epci, Organisation, Place

SEED = 38
MOST = 300
"""Organisations drawn at most: beyond, the picture says nothing more and the table stays."""


@dataclass(frozen=True, slots=True)
class NetworkFilters:
    """What a visitor asks to see; empty means everything."""

    theme: str = ""
    epci: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """What the page says of an organisation."""

    id: int
    name: str
    slug: str
    is_fictitious: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A row of the table: two ends, and what links them."""

    kind: str
    source: Party
    target: Party | None
    what: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class NetworkView:
    """The network under some filters."""

    filters: NetworkFilters
    actors: dict[int, types.Actor]
    parties: dict[int, Party]
    relations: list[Relation]
    drawn: graph.Graph
    positions: dict[str, tuple[float, float]]
    degrees: dict[str, int]
    measures: measures.Measures
    names: dict[str, str]
    left_out: int = 0
    isolated: list[Party] = field(default_factory=list)

    @property
    def links(self) -> int:
        return len(self.relations)

    @property
    def connectors(self) -> list[Party]:
        """Organisations without which a group falls in two."""
        return [self.parties[pk] for pk in self.measures.connectors]


def view_network(filters: NetworkFilters, *, today: dt.date) -> NetworkView:
    """Return the public network under some filters, in a fixed number of queries."""
    names = names_of_codes() | _names_of_places() | _names_of_actions()
    if f"theme:{filters.theme}" not in names:
        filters = replace(filters, theme="")
    network = filtered(snapshot.load(today=today), filters)
    parties = _parties()
    whole = graph.build_graph(network)
    degrees = {key: degree for key, degree in whole.degree() if degree}
    kept, left_out = _most_linked(network, degrees)
    drawn = graph.build_graph(kept)
    linked = {key for key, degree in drawn.degree() if degree}
    isolated = [row.id for row in network.actors if _key(row.id) not in degrees]
    return NetworkView(
        filters=filters,
        actors={row.id: row for row in network.actors},
        parties=parties,
        relations=_relations(network, parties, names),
        drawn=drawn,
        positions=positions_of(drawn) if linked else {},
        degrees=degrees,
        measures=measures.measure(whole),
        names=names,
        left_out=left_out,
        isolated=sorted((parties[pk] for pk in isolated), key=lambda row: (row.name, row.id)),
    )


def filtered(network: types.Network, filters: NetworkFilters) -> types.Network:
    """Keep what the picture shows of a network: no postings, and the shared place for a place."""
    committed = {row.actor_id for row in network.commitments if row.theme == filters.theme}
    actors = tuple(
        replace(row, place=types.Place(insee=row.site) if row.site else None)
        for row in network.actors
        if (not filters.kind or filters.kind in row.kinds)
        and (not filters.epci or (row.place is not None and row.place.epci == filters.epci))
        and (not filters.theme or filters.theme in row.themes or row.id in committed)
    )
    kept = {row.id for row in actors}
    return replace(
        network,
        actors=actors,
        postings=(),
        capabilities=(),
        commitments=tuple(
            row
            for row in network.commitments
            if row.actor_id in kept and filters.theme in {"", row.theme}
        ),
        cooperations=tuple(
            row for row in network.cooperations if {row.giver_id, row.receiver_id} <= kept
        ),
    )


def positions_of(drawn: graph.Graph) -> dict[str, tuple[float, float]]:
    """Return where the nodes are drawn, computed once for the same nodes and edges."""
    content = repr((sorted(drawn), sorted(drawn.edges())))
    key = f"network-layout-{hashlib.sha256(content.encode()).hexdigest()}"
    found: dict[str, tuple[float, float]] | None = cache.get(key)
    if found is None:
        found = measures.layout(drawn, SEED)
        cache.set(key, found, timeout=None)
    return found


def _most_linked(network: types.Network, degrees: dict[str, int]) -> tuple[types.Network, int]:
    """Keep the organisations that have links, the most linked ones when there are too many."""
    linked = [row for row in network.actors if _key(row.id) in degrees]
    kept = sorted(linked, key=lambda row: (-degrees[_key(row.id)], row.id))[:MOST]
    return replace(network, actors=tuple(kept)), len(linked) - len(kept)


def _key(actor_id: int) -> str:
    return graph.node(graph.ORGANISATION, actor_id)


def _parties() -> dict[int, Party]:
    rows = Organisation.objects.public().values_list("pk", "name", "slug", "is_fictitious")
    return {row[0]: Party(*row) for row in rows}


def _names_of_places() -> dict[str, str]:
    return {f"place:{slug}": name for slug, name in Place.objects.values_list("slug", "name")}


def _names_of_actions() -> dict[str, str]:
    rows = Action.objects.public().values_list("pk", "title", "slug")
    named = {}
    for pk, title, slug in rows:
        named[f"action:{pk}"] = title
        named[f"address:{pk}"] = slug
    return named


def _relations(
    network: types.Network, parties: dict[int, Party], names: dict[str, str]
) -> list[Relation]:
    """List the links in the order of the table: flows, commitments, shared places."""
    flows = [
        Relation("cooperates", parties[row.giver_id], parties[row.receiver_id], row.resource)
        for row in network.cooperations
    ]
    commitments = [
        Relation(
            "committed",
            parties[row.actor_id],
            None,
            names.get(f"action:{row.action_id}", ""),
            names.get(f"address:{row.action_id}", ""),
        )
        for row in network.commitments
    ]
    places = [
        Relation("located", parties[row.id], None, names.get(f"place:{row.site}", row.site))
        for row in network.actors
        if row.site
    ]
    return [row for rows in (flows, commitments, places) for row in sorted(rows, key=_order)]


def _order(row: Relation) -> tuple[str, int, str, str]:
    return (row.source.name, row.source.id, row.target.name if row.target else "", row.what)


def epcis() -> list[tuple[str, str]]:
    """Return the SIREN and name of the intercommunalities where an organisation stands."""
    rows = Epci.objects.filter(communes__organisations__live=True).distinct().order_by("name")
    return list(rows.values_list("siren", "name"))
