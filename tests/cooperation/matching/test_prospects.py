from hypothesis import given
from hypothesis import strategies as st

from cooperation import knowledge
from cooperation.matching.prospects import completed, of_actor
from cooperation.matching.types import Actor, Capability, Direction, Network, Posting

KNOWN = knowledge.load()
TRADES = st.lists(
    st.tuples(st.sampled_from(sorted(KNOWN.trades)), st.integers(1, 1000)), max_size=3
).map(tuple)


def network(*actors: Actor, postings: tuple[Posting, ...] = ()) -> Network:
    return Network(knowledge=KNOWN, actors=actors, postings=postings)


def test_a_brewery_probably_offers_its_spent_grain():
    found = completed(network(Actor(id=3, trades=(("brewery", 900),)))).postings
    [row] = [row for row in found if row.resource == "byproduct.organic.spent_grain"]
    assert (row.direction, row.actor_id, row.trade) == (Direction.OFFER, 3, "brewery")
    assert 0 < row.likelihood < 1000
    assert row.quantity is None


def test_what_is_posted_is_not_deduced_again():
    own = Posting(
        id=7, actor_id=3, direction=Direction.OFFER, resource="byproduct.organic.spent_grain"
    )
    found = completed(network(Actor(id=3, trades=(("brewery", 900),)), postings=(own,))).postings
    assert [row for row in found if row.resource == own.resource] == [own]


def test_what_a_declared_know_how_takes_and_makes_is_not_deduced():
    actor = Actor(id=3, trades=(("brewery", 900),))
    skill = Capability(actor_id=3, transformation="bread_to_beer")
    whole = Network(
        knowledge=KNOWN,
        actors=(actor,),
        capabilities=(skill, Capability(actor_id=3, transformation="x")),
    )
    found = {row.resource for row in completed(whole).postings}
    assert "byproduct.organic.spent_grain" not in found
    assert found == {row.resource for row in of_actor(KNOWN, actor, (), whole.capabilities)}


@given(st.lists(TRADES, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_the_organisations_changes_nothing(trades, rng):
    actors = [Actor(id=number, trades=row) for number, row in enumerate(trades, start=1)]
    shuffled = rng.sample(actors, len(actors))
    found = completed(network(*actors)).postings
    assert found == completed(network(*shuffled)).postings
    assert [row.id for row in found] == [-number for number in range(1, len(found) + 1)]
    assert all(0 < row.likelihood < 1000 and row.trade for row in found)


@given(st.lists(TRADES, min_size=1, max_size=4))
def test_one_organisation_has_the_same_as_in_the_whole(trades):
    whole = network(*(Actor(id=number, trades=row) for number, row in enumerate(trades, 1)))
    found = completed(whole).postings
    for actor in whole.actors:
        own = [row for row in found if row.actor_id == actor.id]
        alone = of_actor(KNOWN, actor, ())
        assert [(row.direction, row.resource, row.likelihood) for row in own] == [
            (row.direction, row.resource, row.likelihood) for row in alone
        ]
