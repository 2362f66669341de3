"""Organisations through the API: filters, pages, identifiers, visibility, number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacte.graphql.errors import BadUserInputError
from pacte.graphql.paging import paginate
from pacte.models import Organisation, OrganisationLink
from tests.factories.pacte import (
    BuildingFactory,
    CommuneFactory,
    EpciFactory,
    OrganisationFactory,
    ZoneFactory,
)
from tests.graphql import ask, global_id, post, refusal

pytestmark = pytest.mark.django_db

CARD = """
query($first: Int) {
  organisations(first: $first) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node {
      id name url siaeType legalForm
      kinds { code name } roles { code } labels { code family countsForEgalim } themes { code }
      serviceZones { code }
      commune { name epci { name siren } } coordinates { latitude longitude }
      building { number place { name commune { name } } }
      links { kind target { name commune { name } } }
      incomingLinks { kind organisation { name } }
    } }
  }
}
"""


def names(query: str, **variables) -> list[str]:
    (page,) = ask(query, **variables).values()
    return [node["name"] for node in page["nodes"]]


def full_organisations(count: int) -> list:
    """Organisations that have everything a card shows, each linked to the one before."""
    made = []
    for _number in range(count):
        row = OrganisationFactory(
            kinds=["siae", "ess"],
            roles=["signatory"],
            labels=["bio"],
            themes=["food"],
            building=BuildingFactory(),
        )
        row.service_zones.set([ZoneFactory()])
        row.save()
        if made:
            OrganisationLink.objects.create(organisation=row, kind="partner_of", target=made[-1])
        made.append(row)
    return made


def test_a_card_costs_the_same_number_of_queries_whatever_the_number_of_organisations():
    full_organisations(2)
    with CaptureQueriesContext(connection) as few:
        ask(CARD, first=50)
    full_organisations(10)
    with CaptureQueriesContext(connection) as many:
        content = ask(CARD, first=50)
    assert len(content["organisations"]["edges"]) == 12
    assert len(many) == len(few) == 15


def test_a_card_tells_what_is_known():
    first, second = full_organisations(2)
    second.siae_type, second.legal_form = "aci", "association"
    second.save()
    cards = {edge["node"]["name"]: edge["node"] for edge in ask(CARD)["organisations"]["edges"]}
    card = cards[second.name]
    assert card["id"] == global_id("Organisation", second.pk)
    assert card["url"] == f"http://localhost:8000/organisations/{second.slug}/"
    assert (card["siaeType"], card["legalForm"]) == ("ACI", "ASSOCIATION")
    assert [kind["code"] for kind in card["kinds"]] == ["ess", "siae"]
    assert card["labels"] == [{"code": "bio", "family": "QUALITY", "countsForEgalim": False}]
    assert card["commune"]["epci"]["siren"] == second.commune.epci.siren
    assert card["coordinates"] == {"latitude": 45.18, "longitude": 5.72}
    assert card["building"]["place"]["name"] == second.building.place.name
    assert card["links"][0]["target"]["name"] == first.name
    other = cards[first.name]
    assert (other["siaeType"], other["legalForm"]) == (None, None)
    assert other["incomingLinks"] == [{"kind": "PARTNER_OF", "organisation": {"name": second.name}}]


def test_own_coordinates_come_before_those_of_the_commune():
    OrganisationFactory(latitude=45.5, longitude=5.5)
    OrganisationFactory(name="Zone inconnue (fictive)", commune=None)
    query = "{organisations{nodes{coordinates{latitude}}}}"
    nodes = ask(query)["organisations"]["nodes"]
    assert [node["coordinates"] for node in nodes] == [{"latitude": 45.5}, None]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", ["Atelier fictif", "Brasserie fictive", "Cuisine fictive"]),
        ('kind: "siae"', ["Atelier fictif"]),
        ('role: "buyer"', ["Cuisine fictive"]),
        ('theme: "food"', ["Brasserie fictive", "Cuisine fictive"]),
        ('epci: "200040715"', ["Atelier fictif"]),
        ('commune: "38185"', ["Atelier fictif"]),
        ("siaeType: ACI", ["Atelier fictif"]),
        ('place: "lieu-fictif"', ["Cuisine fictive"]),
        ('text: "fictive brass"', ["Brasserie fictive"]),
        ('text: "%"', []),
        ('kind: "siae", theme: "food"', []),
        ('kind: "", text: "  "', ["Atelier fictif", "Brasserie fictive", "Cuisine fictive"]),
        ('kind: "nothing"', []),
    ],
)
def test_filters(arguments, expected):
    grenoble = CommuneFactory(insee="38185", epci=EpciFactory(siren="200040715"))
    OrganisationFactory(name="Atelier fictif", kinds=["siae"], siae_type="aci", commune=grenoble)
    OrganisationFactory(name="Brasserie fictive", themes=["food"], kinds=["company"])
    OrganisationFactory(
        name="Cuisine fictive",
        themes=["food"],
        roles=["buyer"],
        building=BuildingFactory(place__slug="lieu-fictif"),
    )
    OrganisationFactory(name="Brouillon fictif", draft=True, kinds=["siae"], themes=["food"])
    arguments = f"({arguments})" if arguments else ""
    assert names("{organisations" + arguments + "{nodes{name}}}") == expected


@pytest.mark.parametrize("text", ["\x00", "\ud800", "x" * 201, "😀" * 201])
def test_a_hostile_text_is_refused_by_name(text):
    response = post("query($t:String){organisations(text:$t){totalCount} kinds{code}}", {"t": text})
    content = response.json()
    assert response.status_code == 200
    assert content["data"] == {"organisations": None, "kinds": []}
    assert content["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert content["errors"][0]["path"] == ["organisations"]
    assert "« text »" in content["errors"][0]["message"]


@pytest.mark.parametrize("text", ['"', "'; DROP TABLE", "😀", "%_\\", "x" * 200])
def test_a_strange_text_finds_nothing(text):
    assert names("query($t:String){organisations(text:$t){nodes{name}}}", t=text) == []


def test_pages_follow_one_another_both_ways():
    for letter in "ABCDE":
        OrganisationFactory(name=f"{letter} fictive")
    query = """query($first:Int,$after:String,$last:Int,$before:String){
      organisations(first:$first,after:$after,last:$last,before:$before){
        totalCount nodes{name} pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}"""

    def page(**variables):
        found = ask(query, **variables)["organisations"]
        assert found["totalCount"] == 5
        info = found["pageInfo"]
        letters = "".join(node["name"][0] for node in found["nodes"])
        return letters, info["hasPreviousPage"], info["hasNextPage"], info

    letters, *around, info = page(first=2)
    assert (letters, around) == ("AB", [False, True])
    letters, *around, info = page(first=2, after=info["endCursor"])
    assert (letters, around) == ("CD", [True, True])
    letters, *around, _info = page(first=2, after=info["endCursor"])
    assert (letters, around) == ("E", [True, False])
    letters, *around, _info = page(last=2, before=info["startCursor"])
    assert (letters, around) == ("AB", [False, True])
    assert page(last=2)[0] == "DE"
    assert page(first=100, before=info["endCursor"])[0] == "ABC"
    assert page(first=0)[0] == ""
    assert page(first=0)[3]["startCursor"] is None


@pytest.mark.parametrize(
    "arguments",
    [
        'after:"x"',
        'after:"é"',
        'before:""',
        'after:"YXJyYXljb25uZWN0aW9uOi0x"',
        'after:"YXJyYXljb25uZWN0aW9uOjk5OTk5OTk5OTk5OTk5OTk5OTk5"',
        "first:1,last:1",
    ],
)
def test_a_page_that_does_not_exist_is_refused(arguments):
    response = post("{organisations(" + arguments + "){totalCount}}")
    assert response.status_code == 200
    assert response.json()["data"] == {"organisations": None}
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_an_organisation_by_slug_and_by_identifier(django_assert_num_queries):
    row = OrganisationFactory()
    with django_assert_num_queries(1):
        by_slug = ask("query($s:String){organisation(slug:$s){id name}}", s=row.slug)
    with django_assert_num_queries(1):
        by_id = ask("query($i:ID){organisation(id:$i){id name}}", i=by_slug["organisation"]["id"])
    assert by_slug == by_id
    assert by_slug["organisation"]["name"] == row.name
    query = "query($i:ID!){node(id:$i){__typename id ... on Organisation{name}}}"
    with django_assert_num_queries(1):
        node = ask(query, i=by_slug["organisation"]["id"])["node"]
    assert node == {"__typename": "Organisation", **by_slug["organisation"]}


def test_an_organisation_needs_exactly_one_key():
    for arguments in ("", '(id:"x",slug:"y")'):
        response = post("{organisation" + arguments + "{name}}")
        assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert ask('{organisation(slug:""){name}}') == {"organisation": None}


HOSTILE_IDS = [
    "",
    "x",
    "é",
    "1",
    "A" * 1000,
    "\ud800",
    "\x00",
    global_id("Organisation", ""),
    global_id("Organisation", "-1"),
    global_id("Organisation", "1 OR 1=1"),
    global_id("Organisation", "²"),
    global_id("Organisation", "9" * 30),
    global_id("User", 1),
    global_id("Membership", 1),
    global_id("PostingContact", 1),
    global_id("", 1),
]


@pytest.mark.parametrize("hostile", HOSTILE_IDS)
@pytest.mark.parametrize("field", ["node(id:$i){id}", "organisation(id:$i){id}"])
def test_a_hostile_identifier_is_refused(hostile, field):
    response = post("query($i:ID!){" + field + "}", {"i": hostile})
    assert response.status_code == 200
    assert set(response.json()["data"].values()) == {None}
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("key", [0, 999_999_999, 999_999_999_999_999_999])
def test_an_identifier_of_nothing_gives_nothing(key):
    unknown = global_id("Organisation", key)
    assert ask("query($i:ID!){node(id:$i){id}}", i=unknown) == {"node": None}


def test_a_draft_is_invisible_through_every_door():
    hidden = OrganisationFactory(name="Brouillon fictif", draft=True, kinds=["siae"])
    shown = OrganisationFactory(name="Publiée fictive")
    OrganisationLink.objects.create(organisation=shown, kind="partner_of", target=hidden)
    OrganisationLink.objects.create(organisation=hidden, kind="member_of", target=shown)
    hidden_id = global_id("Organisation", hidden.pk)
    query = "{organisations{totalCount nodes{name links{kind} incomingLinks{kind}}}}"
    assert ask(query)["organisations"] == {
        "totalCount": 1,
        "nodes": [{"name": "Publiée fictive", "links": [], "incomingLinks": []}],
    }
    assert ask("query($i:ID){organisation(id:$i){name}}", i=hidden_id) == {"organisation": None}
    assert ask("query($i:ID!){node(id:$i){id}}", i=hidden_id) == {"node": None}
    assert ask("query($s:String){organisation(slug:$s){name}}", s=hidden.slug) == {
        "organisation": None
    }


def test_what_waits_for_moderation_is_not_told():
    row = OrganisationFactory(name="Nom publié (fictif)")
    row.name = "Nom en attente (fictif)"
    row.save_revision()
    assert names("{organisations{nodes{name}}}") == ["Nom publié (fictif)"]


def test_a_field_unknown_or_personal_does_not_exist():
    for field in ("memberships", "contact", "lockedBy", "latestRevision"):
        code, _message = refusal("{organisations{nodes{" + field + "{id}}}}")
        assert code == "GRAPHQL_VALIDATION_FAILED"


@pytest.mark.parametrize("size", [{"first": 101}, {"first": -1}, {"last": 101}])
def test_a_page_too_large_is_refused_even_without_the_rules(size):
    with pytest.raises(BadUserInputError):
        paginate(Organisation.objects.all(), **size)


def test_a_territory_is_found_by_its_identifier():
    commune = CommuneFactory()
    for type_name, pk in (("Commune", commune.pk), ("Epci", commune.epci_id)):
        key = global_id(type_name, pk)
        node = ask("query($i:ID!){node(id:$i){id __typename}}", i=key)["node"]
        assert node == {"id": key, "__typename": type_name}
