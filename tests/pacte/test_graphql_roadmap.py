"""The roadmap and the territories through the API."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacte.models import IndicatorValue
from tests.factories.pacte import (
    ActionFactory,
    CommitmentFactory,
    CommuneFactory,
    EpciFactory,
    IndicatorFactory,
    LabelFactory,
    ObjectiveFactory,
    OrganisationFactory,
    PlaceFactory,
    ThemeFactory,
    ZoneFactory,
)
from tests.graphql import ask, global_id

pytestmark = pytest.mark.django_db

ROADMAP = """{
  themes(first: 3) { nodes { code name
    objectives(first: 3) { title theme { code }
      actions(first: 3) { title status pilot { name } objective { title }
        commitments(first: 3) { description status organisation { name } action { title } }
        indicators(first: 3) { name unit target action { title }
          values(first: 3) { date value status source } } } } } }
}"""


def full_theme(number: int, actions: int) -> None:
    objective = ObjectiveFactory(theme=ThemeFactory(code=f"theme-{number}", order=number))
    for _action in range(actions):
        action = ActionFactory(objective=objective, pilot=OrganisationFactory())
        CommitmentFactory.create_batch(2, action=action)
        indicator = IndicatorFactory(action=action, target=12)
        IndicatorValue.objects.create(indicator=indicator, date=dt.date(2026, 1, 1), value=3)
        IndicatorValue.objects.create(
            indicator=indicator, date=dt.date(2026, 6, 1), value=5, status="verified"
        )


def test_the_roadmap_costs_the_same_number_of_queries_whatever_its_size():
    full_theme(1, 1)
    with CaptureQueriesContext(connection) as few:
        ask(ROADMAP)
    full_theme(2, 3)
    full_theme(3, 3)
    with CaptureQueriesContext(connection) as many:
        ask(ROADMAP)
    assert len(many) == len(few) == 11


def test_the_roadmap_tells_its_levels_and_the_latest_values_first():
    full_theme(1, 1)
    (theme,) = ask(ROADMAP)["themes"]["nodes"]
    (action,) = theme["objectives"][0]["actions"]
    assert action["status"] == "PLANNED"
    assert len(action["commitments"]) == 2
    (indicator,) = action["indicators"]
    assert indicator["target"] == "12.00"
    assert [row["value"] for row in indicator["values"]] == ["5.00", "3.00"]
    assert indicator["values"][0] == {
        "date": "2026-06-01",
        "value": "5.00",
        "status": "VERIFIED",
        "source": "",
    }


def test_a_nested_list_gives_what_is_asked_of_each_parent():
    for number in (1, 2):
        objective = ObjectiveFactory(theme=ThemeFactory(code=f"theme-{number}", order=number))
        ActionFactory.create_batch(12, objective=objective)
    query = "{themes{nodes{objectives(first:1){some:actions(first:3){title} actions{title}}}}}"
    for theme in ask(query)["themes"]["nodes"]:
        (objective,) = theme["objectives"]
        assert len(objective["some"]) == 3
        assert len(objective["actions"]) == 10
    assert ask("{themes{nodes{objectives(first:0){title}}}}")["themes"]["nodes"] == [
        {"objectives": []},
        {"objectives": []},
    ]


def test_what_is_not_published_stays_out_of_the_roadmap():
    hidden = OrganisationFactory(draft=True)
    action = ActionFactory(pilot=hidden)
    draft = ActionFactory(objective=action.objective, live=False)
    CommitmentFactory(action=action, organisation=hidden)
    secret = CommitmentFactory(action=draft)
    indicator = IndicatorFactory(action=draft)
    (theme,) = ask(ROADMAP)["themes"]["nodes"]
    (shown,) = theme["objectives"][0]["actions"]
    assert (shown["title"], shown["pilot"], shown["commitments"]) == (action.title, None, [])
    assert ask("{commitments{totalCount} actions{totalCount}}") == {
        "commitments": {"totalCount": 0},
        "actions": {"totalCount": 1},
    }
    assert ask("query($s:String!){action(slug:$s){title}}", s=draft.slug) == {"action": None}
    hidden_id = global_id("Organisation", hidden.pk)
    assert ask("query($i:ID){actions(pilot:$i){totalCount}}", i=hidden_id) == {
        "actions": {"totalCount": 0}
    }
    for type_name, row in (("Action", draft), ("Commitment", secret), ("Indicator", indicator)):
        key = global_id(type_name, row.pk)
        assert ask("query($i:ID!){node(id:$i){id}}", i=key) == {"node": None}


def test_actions_and_commitments_are_filtered():
    ongoing = ActionFactory(status="ongoing", pilot=OrganisationFactory())
    done = ActionFactory(status="done")
    commitment = CommitmentFactory(action=done)
    theme = ongoing.objective.theme.code
    pilot = global_id("Organisation", ongoing.pilot_id)
    for arguments in (f'theme:"{theme}"', "status:ONGOING", f'pilot:"{pilot}"'):
        found = ask("{actions(" + arguments + "){nodes{title}}}")["actions"]["nodes"]
        assert found == [{"title": ongoing.title}]
    organisation = global_id("Organisation", commitment.organisation_id)
    for arguments in (
        f'organisation:"{organisation}"',
        f'action:"{global_id("Action", done.pk)}"',
    ):
        found = ask("{commitments(" + arguments + "){nodes{action{title}}}}")["commitments"]
        assert found["nodes"] == [{"action": {"title": done.title}}]
    other = global_id("Action", ongoing.pk)
    assert ask("query($i:ID){commitments(action:$i){totalCount}}", i=other) == {
        "commitments": {"totalCount": 0}
    }


def test_territories_are_read_in_a_fixed_number_of_queries(django_assert_num_queries):
    for number in range(3):
        epci = EpciFactory(siren=f"20000000{number}", in_pact=number < 2)
        communes = CommuneFactory.create_batch(4, epci=epci)
        ZoneFactory(code=f"zone-{number}", communes=communes)
        PlaceFactory(commune=communes[0])
    query = """{
      epcis(inPact: true) { totalCount nodes { siren url communes(first: 2) { name } } }
      zones(kind: CUSTOM) { nodes { code url description communes(first: 3) { name epci { name } } } }
      places { nodes { name areaM2 coordinates { latitude } commune { name } buildings { number } } }
      communes(epci: "200000001") { nodes { insee population postcodes epci { siren } } }
    }"""
    with django_assert_num_queries(10):
        content = ask(query)
    assert content["epcis"]["totalCount"] == 2
    assert [len(node["communes"]) for node in content["epcis"]["nodes"]] == [2, 2]
    assert [len(node["communes"]) for node in content["zones"]["nodes"]] == [3, 3, 3]
    assert len(content["places"]["nodes"]) == 3
    assert {node["epci"]["siren"] for node in content["communes"]["nodes"]} == {"200000001"}
    assert ask('{communes(zone:"zone-0"){totalCount}}') == {"communes": {"totalCount": 4}}


def test_one_territory_by_its_code():
    commune = CommuneFactory(insee="38185", epci=EpciFactory(siren="200040715"))
    zone, place = ZoneFactory(code="zone-fictive"), PlaceFactory(slug="lieu-fictif")
    theme = ThemeFactory(code="theme-fictif")
    LabelFactory(code="bio")
    content = ask("""{
      epci(siren: "200040715") { name } commune(insee: "38185") { id name coordinates { latitude } }
      zone(code: "zone-fictive") { name } place(slug: "lieu-fictif") { name }
      theme(code: "theme-fictif") { name } labels { code } roles { code }
      nothing: commune(insee: "99999") { name } empty: commune(insee: "") { name }
    }""")
    assert content["epci"]["name"] == commune.epci.name
    assert content["commune"]["id"] == global_id("Commune", commune.pk)
    assert content["zone"]["name"] == zone.name
    assert content["place"]["name"] == place.name
    assert content["theme"]["name"] == theme.name
    assert content["labels"] == [{"code": "bio"}]
    assert content["roles"] == []
    assert content["nothing"] is None
    assert content["empty"] is None
