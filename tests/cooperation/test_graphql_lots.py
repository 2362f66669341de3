"""Contracts with integration hours through the API."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.services.suggestions import refresh_all
from tests.factories.cooperation import LotFactory, ServiceCapacityFactory
from tests.factories.pacte import CommuneFactory, OrganisationFactory
from tests.graphql import ask, global_id, refusal

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
YEAR = {"starts_on": dt.date(2027, 1, 1), "ends_on": dt.date(2027, 12, 31)}
LOTS = """{
  lots(first: 50) { totalCount nodes {
    id url title description hours startsOn endsOn reserved status isFictitious
    achievedHours achievedPeople buyer { name commune { name } } service { code label }
    commune { name } estimate { months monthlyHours fullTime mostPeople coefficient }
    suggestions(first: 3) { kind score isDeclared parties { name } giver { name } } } }
}"""


def titles(arguments):
    found = ask("{lots(" + arguments + "){nodes{title}}}")
    return {node["title"] for node in found["lots"]["nodes"]}


def structure(hours, **fields):
    row = OrganisationFactory(siae_type="aci", **fields)
    ServiceCapacityFactory(organisation=row, monthly_hours=hours)
    return row


def test_a_lot_tells_what_it_asks_what_is_estimated_and_who_could_do_it():
    lot = LotFactory(title="Nettoyage", hours=1607, reserved="siae", **YEAR)
    structure(200, name="Atelier Un")
    LotFactory(buyer__live=False)
    refresh_all(now=NOW)
    found = ask(LOTS)["lots"]
    [node] = found["nodes"]
    assert (found["totalCount"], node["id"]) == (1, global_id("Lot", lot.pk))
    assert node["url"].endswith(f"/achats-responsables/{lot.pk}/")
    assert (node["reserved"], node["status"]) == ("SIAE", "OPEN")
    assert node["service"] == {"code": "service.cleaning.premises", "label": "Nettoyage de locaux"}
    assert node["estimate"] == {
        "months": 12,
        "monthlyHours": 134,
        "fullTime": 1000,
        "mostPeople": 1750,
        "coefficient": 1607,
    }
    [suggestion] = node["suggestions"]
    assert (suggestion["kind"], suggestion["isDeclared"]) == ("SOCIAL", True)
    assert [party["name"] for party in suggestion["parties"]] == ["Atelier Un", lot.buyer.name]


def test_the_filters():
    there = CommuneFactory()
    laundry = LotFactory(title="Linge", service="service.laundry.workwear", status="done")
    LotFactory(title="Là", commune=there, reserved="ess")
    assert titles('service: "service.laundry"') == {"Linge"}
    assert titles("status: DONE") == {"Linge"}
    assert titles("reserved: ESS") == {"Là"}
    assert titles(f'epci: "{there.epci.siren}"') == {"Là"}
    assert titles(f'buyer: "{global_id("Organisation", laundry.buyer_id)}"') == {"Linge"}
    assert titles("first: 50") == {"Linge", "Là"}


def test_an_unknown_state_is_refused_and_an_unpublished_lot_is_nothing():
    assert refusal("{lots(status: NOWHERE){nodes{title}}}")
    hidden = LotFactory(buyer__live=False)
    shown = LotFactory(hours=None)
    query = "query($i: ID!){node(id: $i){... on Lot {title reserved estimate {fullTime}}}}"
    assert ask(query, i=global_id("Lot", hidden.pk))["node"] is None
    node = ask(query, i=global_id("Lot", shown.pk))["node"]
    assert node == {"title": shown.title, "reserved": None, "estimate": {"fullTime": None}}


def test_the_number_of_queries_does_not_grow():
    def count():
        with CaptureQueriesContext(connection) as found:
            ask(LOTS)
        return len(found)

    LotFactory(hours=1200, commune=CommuneFactory(), **YEAR)
    structure(60)
    structure(50)
    refresh_all(now=NOW)
    before = count()
    assert before <= 12
    for hours in (60, 70, 80):
        LotFactory(hours=1200, commune=CommuneFactory(), **YEAR)
        structure(hours)
    refresh_all(now=NOW)
    assert count() == before


def test_the_pages_follow_each_other():
    for number in range(5):
        LotFactory(title=f"Lot {number}", starts_on=dt.date(2027, 1, 5 - number))
    query = "query($a: String){lots(first: 2, after: $a){nodes{title} pageInfo{endCursor}}}"
    seen, after = [], None
    for _page in range(3):
        found = ask(query, a=after)["lots"]
        seen += [node["title"] for node in found["nodes"]]
        after = found["pageInfo"]["endCursor"]
    assert seen == ["Lot 4", "Lot 3", "Lot 2", "Lot 1", "Lot 0"]
