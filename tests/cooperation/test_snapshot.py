"""From the database to the core's frozen types."""

import datetime as dt
from decimal import Decimal

import pytest

from cooperation import snapshot
from cooperation.matching import types
from pacte.models import Authorisation
from tests.factories.cooperation import (
    CapabilityFactory,
    CooperationFactory,
    LotFactory,
    PostingFactory,
    ServiceCapacityFactory,
)
from tests.factories.pacte import (
    ActionFactory,
    BuildingFactory,
    CommitmentFactory,
    CommuneFactory,
    LabelFactory,
    OrganisationFactory,
    PlaceFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
QUERIES = 18


def load():
    return snapshot.load(today=TODAY)


def add_label(posting, code):
    posting.labels.add(LabelFactory(code=code))
    posting.save()


def fill(count):
    """Add ``count`` of everything that a snapshot reads."""
    for _ in range(count):
        zone = ZoneFactory(communes=[CommuneFactory(), CommuneFactory()])
        organisation = OrganisationFactory(
            kinds=["siae", "craft"], roles=["signatory"], labels=["ab"], themes=["food"]
        )
        organisation.service_zones.add(zone)
        organisation.save()
        Authorisation.objects.create(organisation=organisation, low_code="20 01 08")
        posting = PostingFactory(organisation=organisation)
        posting.service_zones.add(zone)
        posting.save()
        CapabilityFactory(organisation=organisation, transformation="bread_to_beer")
        CooperationFactory(giver=organisation)
        CommitmentFactory(organisation=organisation)
        LotFactory(buyer=organisation)
        ServiceCapacityFactory(organisation=organisation)


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    fill(1)
    with django_assert_num_queries(QUERIES):
        one = load()
    fill(4)
    with django_assert_num_queries(QUERIES):
        five = load()
    assert (len(one.postings), len(five.postings)) == (1, 5)


def test_an_empty_database_gives_an_empty_network():
    network = load()
    assert (network.actors, network.postings, network.capabilities) == ((), (), ())


def test_an_organisation_is_read_whole():
    place = PlaceFactory(slug="pole-r")
    zone = ZoneFactory(communes=[CommuneFactory(insee="38185"), CommuneFactory(insee="38151")])
    row = OrganisationFactory(
        name="Atelier fictif",
        kinds=["siae"],
        roles=["signatory"],
        labels=["ab"],
        themes=["food"],
        siae_type="aci",
        naf="10.71C",
        service_radius_km=20,
        building=BuildingFactory(place=place, number=1),
        latitude=45.1,
        longitude=5.7,
    )
    row.service_zones.add(zone)
    row.save()
    [actor] = load().actors
    assert actor == types.Actor(
        id=row.pk,
        name="Atelier fictif",
        kinds=frozenset({"siae", "signatory"}),
        siae_type="aci",
        naf="10.71C",
        place=types.Place(
            insee=row.commune.insee, epci=row.commune.epci.siren, latitude=45.1, longitude=5.7
        ),
        service_radius_km=20,
        service_communes=frozenset({"38185", "38151"}),
        labels=frozenset({"ab"}),
        themes=frozenset({"food"}),
        site="pole-r",
        building="1",
        is_social=True,
        trades=actor.trades,
        joined_on=row.created_at.date(),
    )


def test_without_coordinates_an_organisation_stands_in_its_commune():
    row = OrganisationFactory(commune=CommuneFactory(latitude=45.3, longitude=5.6))
    [actor] = load().actors
    assert (actor.place.latitude, actor.place.longitude) == (45.3, 5.6)
    assert actor.place.insee == row.commune.insee


def test_an_organisation_without_commune_has_no_place():
    OrganisationFactory(commune=None)
    assert load().actors[0].place is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kinds": ["ess"]}, True),
        ({"legal_form": "scop"}, True),
        ({"siae_type": "ei"}, True),
        ({"kinds": ["company"], "legal_form": "sas"}, False),
    ],
)
def test_who_is_social(fields, expected):
    OrganisationFactory(**fields)
    assert load().actors[0].is_social is expected


def test_only_authorisations_that_still_hold_count():
    row = OrganisationFactory()
    for code, until in (("20 01 08", None), ("15 01 10*", TODAY), ("02", dt.date(2026, 11, 21))):
        Authorisation.objects.create(organisation=row, low_code=code, valid_until=until)
    assert load().actors[0].authorisations == {"200108", "150110"}


def test_an_offer_holds_its_labels_and_a_need_requires_them():
    offer, need = PostingFactory(), PostingFactory(need=True)
    add_label(offer, "ab")
    add_label(need, "hve")
    by_id = {row.id: row for row in load().postings}
    assert (by_id[offer.pk].labels_held, by_id[offer.pk].labels_required) == ({"ab"}, set())
    assert (by_id[need.pk].labels_held, by_id[need.pk].labels_required) == (set(), {"hve"})


def test_a_posting_is_read_whole():
    commune = CommuneFactory(latitude=45.4, longitude=5.5)
    row = PostingFactory(
        quantity=Decimal(40),
        unit="kg",
        period="week",
        minimum_lot=Decimal(5),
        starts_on=dt.date(2026, 1, 1),
        ends_on=dt.date(2026, 12, 31),
        months=3,
        commune=commune,
        max_distance_km=25,
        price_mode="gift",
    )
    [posting] = load().postings
    assert posting == types.Posting(
        id=row.pk,
        actor_id=row.organisation_id,
        direction=types.Direction.OFFER,
        resource="byproduct.food.bread_unsold",
        quantity=Decimal(40),
        unit="kg",
        period=types.Period.WEEK,
        minimum_lot=Decimal(5),
        starts=dt.date(2026, 1, 1),
        ends=dt.date(2026, 12, 31),
        months=3,
        place=types.Place(
            insee=commune.insee, epci=commune.epci.siren, latitude=45.4, longitude=5.5
        ),
        max_distance_km=25,
        price_mode="gift",
        published_on=row.published_on,
    )
    assert snapshot.posting(row.pk, load()) == posting


def test_one_posting_is_read_in_one_query(django_assert_num_queries):
    rows = [PostingFactory(need=True), PostingFactory(commune=CommuneFactory(), months=5)]
    network = load()
    with django_assert_num_queries(len(rows)):
        found = tuple(snapshot.posting(row.pk, network) for row in rows)
    assert found == network.postings


@pytest.mark.parametrize("given", [{"status": "withdrawn"}, {"organisation__live": False}])
def test_a_posting_that_is_not_matched_is_not_read(given):
    assert snapshot.posting(PostingFactory(**given).pk, load()) is None
    assert snapshot.posting(0, load()) is None


def test_a_posting_without_commune_is_where_its_organisation_is():
    PostingFactory()
    assert load().postings[0].place is None


def test_what_is_not_published_stays_out():
    draft = OrganisationFactory(draft=True)
    PostingFactory(organisation=draft)
    PostingFactory(draft=True)
    PostingFactory(status="submitted")
    PostingFactory(status="withdrawn")
    CapabilityFactory(organisation=draft, transformation="bread_to_beer")
    CooperationFactory(giver=draft)
    CommitmentFactory(organisation=draft)
    CommitmentFactory(action=ActionFactory(live=False))
    CommitmentFactory(status="dropped")
    network = load()
    assert draft.pk not in {actor.id for actor in network.actors}
    assert network.postings == network.capabilities == ()
    assert network.commitments == network.cooperations == ()


def test_codes_that_the_knowledge_has_lost_are_left_out():
    PostingFactory(resource="gone.from.the.taxonomy")
    CapabilityFactory(transformation="gone_too")
    CooperationFactory(resource="gone.from.the.taxonomy")
    network = load()
    assert (network.postings, network.capabilities, network.cooperations) == ((), (), ())


def test_lots_and_service_capacities_are_read():
    lot = LotFactory(hours=300, reserved="siae", commune=CommuneFactory(insee="38185"))
    capacity = ServiceCapacityFactory(monthly_hours=120)
    LotFactory(status="awarded")
    network = load()
    [first, second] = network.lots
    assert (first.id, first.buyer_id, first.hours, first.reserved) == (
        lot.pk,
        lot.buyer_id,
        300,
        "siae",
    )
    assert (first.place.insee, first.is_open, second.is_open) == ("38185", True, False)
    [row] = network.service_capacities
    assert (row.actor_id, row.monthly_hours) == (capacity.organisation_id, 120)


def test_the_trades_of_an_organisation_are_read_in_what_it_says():
    OrganisationFactory(summary="Brasserie artisanale de bières locales", naf="11.05Z")
    [actor] = load().actors
    assert actor.trades[0][0] == "brewery"
    assert 0 < actor.trades[0][1] <= 1000
