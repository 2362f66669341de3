"""Flows that run: on profiles, actions, and drawn around a shared place."""

from decimal import Decimal

import pytest

from cooperation.selectors import drawing, flows
from tests.cooperation import showcase
from tests.cooperation.test_suggestions_tags import render
from tests.factories.cooperation import CooperationFactory, PostingFactory
from tests.factories.pacte import ActionFactory, BuildingFactory, OrganisationFactory, PlaceFactory
from tests.french import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory(name="Pôle fictif")


def occupant(place, **fields):
    return OrganisationFactory(building=BuildingFactory(place=place), **fields)


def test_a_profile_shows_what_it_gives_and_receives(django_assert_num_queries):
    middle = OrganisationFactory(name="Atelier fictif")
    CooperationFactory(
        giver=middle, quantity=Decimal(3), unit="t", period="year", source="Déclaration d’essai"
    )
    CooperationFactory(receiver=middle, quantity=Decimal(12), unit="kg", period="one_off")
    CooperationFactory()
    CooperationFactory(giver=OrganisationFactory(draft=True), receiver=middle)
    with django_assert_num_queries(1):
        html = plain(render("organisation_cooperations", middle))
    assert html.count('<th scope="row">') == 2
    for text in ("3 t par an", "12 kg", "Pain invendu", "Déclaration d’essai", "Fictif"):
        assert text in html


def test_an_action_shows_the_flows_that_serve_it(django_assert_num_queries):
    action = ActionFactory()
    CooperationFactory(action=action)
    CooperationFactory()
    with django_assert_num_queries(1):
        html = render("action_cooperations", action)
    assert html.count('<th scope="row">') == 1


def test_a_place_shows_real_flows_first_then_suggested_ones(place, django_assert_num_queries):
    case = showcase.bread()
    case.receiver.building = BuildingFactory(place=place)
    case.receiver.save()
    neighbour = occupant(place, name="Voisine fictive")
    CooperationFactory(giver=case.receiver, receiver=neighbour, resource="prepared.drink.beer")
    showcase.refresh()
    with django_assert_num_queries(4):
        html = plain(render("place_flows", place))
    found = flows.flows_of_place(place)
    assert [(flow.giver, flow.receiver, flow.is_real) for flow in found.flows] == [
        (case.receiver, neighbour, True),
        (case.giver, case.receiver, False),
    ]
    assert html.count("graph__edge--cooperates") == 2  # the flow, and the legend
    assert html.count("graph__edge--suggested") == 2
    assert "1 flux existe déjà" in html
    assert "1 autre est une suggestion" in html
    assert "Ce que les occupants savent faire" in html
    assert "Brasser de la bière avec du pain invendu" in html
    assert html.count('<th scope="row">') == 2


def test_what_already_flows_is_not_suggested_again(place):
    case = showcase.bread()
    case.receiver.building = BuildingFactory(place=place)
    case.receiver.save()
    CooperationFactory(giver=case.giver, receiver=case.receiver)
    showcase.refresh()
    assert flows.flows_of_place(place).suggested == []


def test_suggestions_between_two_strangers_are_not_shown(place):
    occupant(place)
    showcase.bread()
    showcase.refresh()
    assert flows.flows_of_place(place).flows == []
    assert "Aucun flux" in render("place_flows", place)


def test_boxes_are_in_columns_and_arrows_join_them(place):
    here, there = occupant(place, name="Ici fictive"), occupant(place, name="Là fictive")
    outside = OrganisationFactory(name="Une organisation fictive au nom vraiment très long, trop")
    CooperationFactory(giver=outside, receiver=here)
    CooperationFactory(giver=here, receiver=there)
    CooperationFactory(giver=there, receiver=outside)
    occupant(place, name="Sans flux fictive")
    drawn = drawing.draw(flows.flows_of_place(place))
    columns = [(box.organisation.name[:3], box.x) for box in drawn.boxes]
    assert columns == [
        ("Une", drawing.COLUMNS[0]),
        ("Ici", drawing.COLUMNS[1]),
        ("Là ", drawing.COLUMNS[1]),
        ("Une", drawing.COLUMNS[2]),
    ]
    assert sorted(arrow.number for arrow in drawn.arrows) == [1, 2, 3]
    assert all(box.y >= 0 and box.y + drawn.box_height <= drawn.height for box in drawn.boxes)
    tops = [box.y for box in drawn.boxes if box.here]
    assert tops[1] - tops[0] >= drawn.box_height
    assert [len(box.text_lines) for box in drawn.boxes if not box.here] == [2, 2]


def test_several_suggestions_of_a_pair_are_one_arrow_and_there_is_a_limit(place, monkeypatch):
    monkeypatch.setattr(flows, "SUGGESTED", 1)
    case = showcase.bread()
    showcase.jars()
    for row in (case.receiver, showcase.Organisation.objects.get(slug="laverie-fictive")):
        row.building = BuildingFactory(place=place)
        row.save()
    showcase.refresh()
    assert len(flows.flows_of_place(place).flows) == 1


def test_one_receiver_does_not_fill_the_picture(place):
    case = showcase.bread()
    case.receiver.building = BuildingFactory(place=place)
    case.receiver.save()
    for _ in range(5):
        PostingFactory()
    showcase.refresh()
    found = flows.flows_of_place(place)
    assert len(found.suggested) == flows.EACH
    assert "Ailleurs" not in render("place_flows", place)


def test_no_number_hides_another(place):
    here = occupant(place)
    outside = OrganisationFactory()
    for _ in range(4):
        CooperationFactory(giver=outside, receiver=here)
        CooperationFactory(giver=here, receiver=outside)
    neighbours = [occupant(place) for _ in range(3)]
    for row in neighbours:
        CooperationFactory(giver=here, receiver=row)
        CooperationFactory(giver=row, receiver=here)
    arrows = drawing.draw(flows.flows_of_place(place)).arrows
    assert len({(arrow.x, arrow.y) for arrow in arrows}) == len(arrows) == 14
