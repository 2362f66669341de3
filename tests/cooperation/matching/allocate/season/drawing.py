"""Random territories to plan."""

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st

from cooperation.matching.allocate.season.request import Month, Request, months_from
from cooperation.matching.types import Actor, Network, Place, Posting
from tests.cooperation.matching.builders import actor, need, network, offer

CARROT, VEGETABLE, CUT = "food.vegetable.carrot", "food.vegetable", "prepared.cut"
APPLE, EGG = "food.fruit.apple", "food.egg"
POSITIONS = {
    "38001": (45.0, 5.7),
    "38002": (45.09, 5.7),
    "38003": (45.0, 5.95),
    "38004": (45.4, 5.7),
}
PLACES = (*POSITIONS, "38999", "")
MONTHS = months_from(Month(2026, 9), 2)
KINDS = ("producer", "catering", "kitchen")
LABELS = ("ab", "hve3", "nature-progres")


def place(insee: str) -> Place:
    latitude, longitude = POSITIONS.get(insee, (None, None))
    return Place(insee=insee, latitude=latitude, longitude=longitude, epci="200040715")


def request(**values: object) -> Request:
    found = {
        "months": MONTHS,
        "positions": POSITIONS,
        "quality_labels": frozenset({"ab", "hve3"}),
    }
    return Request(**(found | values))  # type: ignore[arg-type]


some_labels = st.sets(st.sampled_from(LABELS), max_size=2).map(frozenset)
some_communes = st.one_of(
    st.just(frozenset()), st.sets(st.sampled_from(PLACES), max_size=2).map(frozenset)
)
radii = st.sampled_from((None, None, 5, 12, 30, 60))


@st.composite
def postings(draw: st.DrawFn, ident: int, actors: int) -> Posting:
    make = draw(st.sampled_from((offer, need)))
    found = make(
        ident,
        draw(st.integers(1, actors)),
        draw(st.sampled_from((CARROT, CARROT, VEGETABLE, CUT, APPLE))),
        quantity=draw(st.none() | st.integers(1, 30).map(Decimal)),
        unit=draw(st.sampled_from(("kg", "kg", "kg", ""))),
        months=draw(st.sampled_from((0, 0, 0b1_0000_0000, 0b11_0000_0000))),
        max_distance_km=draw(radii),
        service_communes=draw(some_communes),
        labels_held=draw(some_labels),
        kinds_may_answer=draw(st.sets(st.sampled_from(KINDS), max_size=1).map(frozenset)),
        place=draw(st.none() | st.sampled_from(PLACES).map(place)),
    )
    required = draw(st.sampled_from((frozenset(), frozenset(), frozenset({"ab"}))))
    return replace(found, labels_required=required)


@dataclass(frozen=True)
class Territory:
    """A network without its knowledge, short to write."""

    actors: tuple[Actor, ...]
    postings: tuple[Posting, ...]

    def network(self) -> Network:
        return network(actors=self.actors, postings=self.postings)


@st.composite
def territories(draw: st.DrawFn) -> Territory:
    count = draw(st.integers(2, 6))
    actors = tuple(
        actor(
            number,
            kinds=frozenset(draw(st.sets(st.sampled_from(KINDS), min_size=1, max_size=2))),
            labels=draw(some_labels),
            place=draw(st.none() | st.sampled_from(PLACES).map(place)),
            service_radius_km=draw(radii),
            service_communes=draw(some_communes),
        )
        for number in range(1, count + 1)
    )
    rows = draw(st.integers(0, 14))
    return Territory(actors, tuple(draw(postings(100 + n, count)) for n in range(rows)))


requests = st.builds(
    request,
    radius_m=st.sampled_from((None, None, 20_000)),
    quality_share=st.sampled_from((0, 500, 1000)),
    organic_share=st.sampled_from((0, 200, 700)),
)
