"""Needs, offers, flows and suggestions through the API."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.models import Suggestion
from pacte.models import OrganisationLink
from tests.cooperation import showcase
from tests.factories.cooperation import CooperationFactory, PostingFactory
from tests.factories.pacte import (
    ActionFactory,
    CommuneFactory,
    EpciFactory,
    LabelFactory,
    OrganisationFactory,
    ZoneFactory,
)
from tests.graphql import ask, global_id, post, refusal

pytestmark = pytest.mark.django_db

BREAD = "byproduct.food.bread_unsold"

POSTINGS = """{
  postings(first: 100) { totalCount nodes {
    id url direction title status period priceMode logistics months quantity unit publishedOn
    resource { code label kind isHazardous lowCode }
    organisation { name commune { name epci { name } } kinds { code } }
    commune { name } labels { code } serviceZones { code } kindsMayAnswer { code } } }
}"""

SUGGESTIONS = """query($i: ID!, $k: SuggestionKind) {
  suggestions(organisation: $i, kind: $k) { totalCount nodes {
    id kind score version computedAt likelihood isDeclared parties { name }
    giver { name commune { name } } receiver { name kinds { code } }
    offer { title organisation { name } } need { title }
    resource { code label } transformation { code label }
    criteria { code points maximum evidence { name values } }
    checks { code evidence { name values } }
    path { kind edge organisation { name } resource { label } transformation { label } } } }
}"""


def of(organisation) -> str:
    return global_id("Organisation", organisation.pk)


def titles(arguments: str) -> list[str]:
    query = "{postings(" + arguments + "){nodes{title}}}"
    return [node["title"] for node in ask(query)["postings"]["nodes"]]


def full_postings(count: int) -> None:
    for _number in range(count):
        row = PostingFactory(organisation__kinds=["craft"], commune=CommuneFactory())
        row.labels.set([LabelFactory(code="bio")])
        row.service_zones.set([ZoneFactory()])
        row.save()


def test_postings_cost_the_same_number_of_queries_whatever_their_number():
    full_postings(2)
    with CaptureQueriesContext(connection) as few:
        ask(POSTINGS)
    full_postings(8)
    with CaptureQueriesContext(connection) as many:
        content = ask(POSTINGS)
    assert len(content["postings"]["nodes"]) == 10
    assert len(many) == len(few) == 9


def test_a_posting_tells_what_how_much_when_and_where():
    row = PostingFactory(quantity="12.5", unit="kg", period="week", months=0b101)
    (node,) = ask(POSTINGS)["postings"]["nodes"]
    assert node["id"] == global_id("Posting", row.pk)
    assert node["url"].endswith(f"/annonces/{row.pk}/")
    assert node["resource"]["code"] == BREAD
    assert node["resource"]["kind"] == "byproduct"
    assert "pain" in node["resource"]["label"].lower()
    assert (node["quantity"], node["unit"], node["period"]) == ("12.500", "kg", "WEEK")
    assert node["months"] == [1, 3]
    assert (node["commune"], node["logistics"]) == (None, None)
    assert node["publishedOn"] == "2026-11-02"
    by_id = ask("query($i:ID!){posting(id:$i){title}}", i=node["id"])
    assert by_id == {"posting": {"title": row.title}}


def test_a_resource_that_the_taxonomy_lost_keeps_its_code():
    PostingFactory(resource="gone.for.ever")
    (node,) = ask(POSTINGS)["postings"]["nodes"]
    assert node["resource"] == {
        "code": "gone.for.ever",
        "label": "gone.for.ever",
        "kind": None,
        "isHazardous": None,
        "lowCode": None,
    }


def test_postings_are_filtered():
    epci = EpciFactory(siren="200040715")
    here = CommuneFactory(epci=epci)
    offer = PostingFactory(title="Offre fictive", organisation__commune=here)
    PostingFactory(
        title="Besoin fictif", need=True, resource="food", organisation__commune=here,
        commune=CommuneFactory(),
    )  # fmt: skip
    assert titles("direction: NEED") == ["Besoin fictif"]
    assert titles('resource: "byproduct"') == ["Offre fictive"]
    assert titles('resource: "byproduct.foo"') == []
    assert titles('epci: "200040715"') == ["Offre fictive"]
    assert titles(f'organisation: "{of(offer.organisation)}"') == ["Offre fictive"]
    assert titles('direction: NEED, resource: "byproduct"') == []


HIDDEN = {
    "a draft": {"draft": True},
    "submitted": {"status": "submitted"},
    "withdrawn": {"status": "withdrawn"},
    "for members": {"visibility": "members"},
    "of a draft organisation": {"organisation__draft": True},
}


@pytest.mark.parametrize("traits", HIDDEN.values(), ids=HIDDEN)
def test_a_posting_that_is_not_public_is_invisible_through_every_door(traits):
    row = PostingFactory(**traits)
    flow = CooperationFactory(posting=row)
    key = global_id("Posting", row.pk)
    assert ask("{postings{totalCount}}") == {"postings": {"totalCount": 0}}
    assert ask("query($i:ID!){posting(id:$i){title} node(id:$i){id}}", i=key) == {
        "posting": None,
        "node": None,
    }
    flow_id = global_id("Cooperation", flow.pk)
    shown = ask("query($i:ID!){node(id:$i){... on Cooperation{posting{title}}}}", i=flow_id)
    assert shown == {"node": {"posting": None}}


@pytest.mark.parametrize("make", showcase.CASES.values(), ids=showcase.CASES)
def test_a_suggestion_explains_itself(make):
    case = make()
    showcase.refresh()
    for party in (case.giver, case.receiver):
        (row,) = ask(SUGGESTIONS, i=of(party), k="CIRCULAR")["suggestions"]["nodes"]
        assert (row["giver"]["name"], row["receiver"]["name"]) == (
            case.giver.name,
            case.receiver.name,
        )
        assert (row["kind"], row["isDeclared"], row["likelihood"]) == ("CIRCULAR", True, 1000)
        assert [party["name"] for party in row["parties"]] == [case.giver.name, case.receiver.name]
        assert row["score"] == sum(line["points"] for line in row["criteria"])
        assert sum(line["maximum"] for line in row["criteria"]) == 1000
        assert row["offer"]["title"] == case.offer.title
        assert row["need"] is None
        assert row["transformation"]["label"]
        stored = Suggestion.objects.get(kind="circular")
        assert row["id"] == global_id("Suggestion", stored.pk)
        assert row["score"] == stored.score
        assert [line["code"] for line in row["criteria"]] == [
            line["code"] for line in stored.criteria
        ]
        assert all(line["evidence"] for line in row["criteria"] if line["code"] == "distance")
        parties = [step["organisation"]["name"] for step in row["path"] if step["organisation"]]
        assert parties == [case.giver.name, case.receiver.name]
        assert row["path"][-1]["edge"] is None
        assert any(step["resource"] for step in row["path"])
        assert any(step["transformation"] for step in row["path"])


def test_suggestions_cost_the_same_number_of_queries_whatever_their_number():
    offer = PostingFactory()
    PostingFactory.create_batch(2, need=True)
    showcase.refresh()
    with CaptureQueriesContext(connection) as few:
        before = ask(SUGGESTIONS, i=of(offer.organisation))
    PostingFactory.create_batch(6, need=True)
    showcase.refresh()
    with CaptureQueriesContext(connection) as many:
        after = ask(SUGGESTIONS, i=of(offer.organisation))
    assert len(before["suggestions"]["nodes"]) < len(after["suggestions"]["nodes"])
    assert len(many) == len(few)
    assert len(many) <= 8


def hide_giver(case):
    case.giver.live = False
    case.giver.save()


def hide_receiver(case):
    case.receiver.live = False
    case.receiver.save()


def keep_for_members(case):
    case.offer.visibility = "members"
    case.offer.save()


def withdraw(case):
    case.offer.status = "withdrawn"
    case.offer.save()


@pytest.mark.parametrize("hide", [hide_giver, hide_receiver, keep_for_members, withdraw])
def test_a_suggestion_with_something_hidden_is_not_told(hide):
    case = showcase.bread()
    showcase.refresh()
    hide(case)
    key = global_id("Suggestion", Suggestion.objects.get().pk)
    for party in (case.giver, case.receiver):
        assert ask(SUGGESTIONS, i=of(party))["suggestions"]["totalCount"] == 0
    assert ask("query($i:ID!){node(id:$i){id}}", i=key) == {"node": None}


def test_suggestions_are_those_of_one_organisation():
    showcase.bread()
    showcase.refresh()
    assert ask(SUGGESTIONS, i=of(OrganisationFactory()))["suggestions"]["nodes"] == []
    assert refusal("{suggestions{totalCount}}")[0] == "GRAPHQL_VALIDATION_FAILED"
    for hostile in ("x", "", global_id("Posting", 1), global_id("Organisation", "9" * 40)):
        response = post(SUGGESTIONS, {"i": hostile})
        assert response.status_code == 200
        assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_cooperations_are_between_published_organisations(django_assert_num_queries):
    flow = CooperationFactory(
        quantity=3, unit="t", since=dt.date(2025, 1, 1), action=ActionFactory(live=False)
    )
    CooperationFactory(giver__draft=True)
    CooperationFactory(receiver__draft=True)
    other = CooperationFactory(resource="food", action=ActionFactory(), posting=PostingFactory())
    query = """query($i: ID, $r: String) { cooperations(organisation: $i, resource: $r) {
      totalCount nodes { giver { name } receiver { name } resource { code } quantity unit period
        since action { title } posting { title } } } }"""
    with django_assert_num_queries(5):
        found = ask(query)["cooperations"]
    assert found["totalCount"] == 2
    (node,) = ask(query, i=of(flow.receiver))["cooperations"]["nodes"]
    assert (node["giver"]["name"], node["quantity"], node["unit"]) == (
        flow.giver.name,
        "3.000",
        "t",
    )
    assert (node["since"], node["period"]) == ("2025-01-01", "YEAR")
    assert (node["action"], node["posting"]) == (None, None)
    (node,) = ask(query, r="food")["cooperations"]["nodes"]
    assert node["action"] == {"title": other.action.title}
    assert node["posting"] == {"title": other.posting.title}


def test_a_link_leads_from_one_package_to_the_other_by_identifiers():
    offer = PostingFactory()
    OrganisationLink.objects.create(
        organisation=offer.organisation, kind="member_of", target=OrganisationFactory()
    )
    (node,) = ask('{organisations(text:"%s"){nodes{id}}}'.replace("%s", offer.organisation.name))[
        "organisations"
    ]["nodes"]
    assert titles(f'organisation: "{node["id"]}"') == [offer.title]


def test_who_wants_what_is_made_is_counted_never_named():
    """One of them may have told it to the members alone."""
    case = showcase.bread()
    PostingFactory(need=True, resource="prepared.drink.beer", visibility="members")
    showcase.refresh()
    [row] = ask(SUGGESTIONS, i=of(case.giver), k="CIRCULAR")["suggestions"]["nodes"]
    told = {
        line["name"]: line["values"]
        for criterion in row["criteria"]
        if criterion["code"] == "outlet"
        for line in criterion["evidence"]
    }
    assert told["wanted_by_count"] == ["1"]
    assert "wanted_by" not in told
