"""Networks in which much turns round: few resources, many know-hows."""

from hypothesis import strategies as st

from cooperation.knowledge import load
from cooperation.matching.types import Actor, Capability, Direction, Network, Period, Posting
from tests.cooperation.matching.builders import BREAD, HERE, MONTHS, NEAR, PLACES, QUANTITIES, TODAY

FRUIT = "byproduct.food.fruit_veg_unsold"
USED, WASHED = "material.container.glass_jar_used", "material.container.glass_jar_washed"
RESOURCES = (
    BREAD,
    FRUIT,
    USED,
    WASHED,
    "byproduct.organic.spent_grain",
    "byproduct.organic.kitchen_waste",
    "prepared.drink.beer",
    "prepared.dish.jar",
    "prepared.feed",
    "material.compost",
    "byproduct.organic",
)
KNOW_HOWS = (
    "bread_to_beer",
    "spent_grain_to_feed",
    "fruit_veg_to_dishes",
    "glass_jar_washing",
    "organic_to_compost",
)
IDENTS = st.integers(1, 6)
CIRCULAR = st.builds(
    Network,
    knowledge=st.just(load()),
    actors=st.lists(
        st.builds(
            Actor,
            id=IDENTS,
            place=PLACES | st.sampled_from([HERE, NEAR]),
            service_radius_km=st.sampled_from([None, None, 30]),
            is_social=st.booleans(),
            siae_type=st.sampled_from(["", "", "ei"]),
        ),
        min_size=4,
        max_size=6,
        unique_by=lambda row: row.id,
    ).map(tuple),
    postings=st.lists(
        st.builds(
            Posting,
            id=st.integers(1, 99),
            actor_id=IDENTS,
            direction=st.sampled_from(Direction),
            resource=st.sampled_from(RESOURCES),
            quantity=QUANTITIES,
            unit=st.sampled_from(["", "kg", "t"]),
            period=st.sampled_from(Period),
            months=MONTHS,
            ends=st.sampled_from([None, None, TODAY]),
            likelihood=st.sampled_from([1000, 1000, 1000, 600]),
        ),
        min_size=2,
        max_size=9,
        unique_by=lambda row: row.id,
    ).map(tuple),
    capabilities=st.lists(
        st.builds(
            Capability,
            actor_id=IDENTS,
            transformation=st.sampled_from(KNOW_HOWS),
            yearly_capacity=QUANTITIES,
            unit=st.sampled_from(["", "kg", "t", "piece"]),
        ),
        min_size=2,
        max_size=5,
        unique_by=lambda row: (row.actor_id, row.transformation),
    ).map(tuple),
)
