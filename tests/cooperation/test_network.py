"""The page of the network: picture, figures, table, filters."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from cooperation.matching import measures
from cooperation.selectors import network, picture
from cooperation.selectors.network import NetworkFilters
from tests.factories.cooperation import CooperationFactory
from tests.factories.pacte import (
    ActionFactory,
    BuildingFactory,
    CommitmentFactory,
    ObjectiveFactory,
    OrganisationFactory,
    PlaceFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
QUERIES = 23


def view(**filters):
    return network.view_network(NetworkFilters(**filters), today=TODAY)


@pytest.fixture
def small_network():
    """A baker gives to a brewer; the brewer is at a shared place and commits; one is alone."""
    theme = ThemeFactory(code="food", name="Alimentation")
    place = PlaceFactory(slug="pole", name="Pôle fictif")
    baker = OrganisationFactory(name="Boulangerie fictive", slug="boulangerie", kinds=["craft"])
    brewer = OrganisationFactory(
        name="Brasserie fictive",
        slug="brasserie",
        kinds=["circular", "siae"],
        building=BuildingFactory(place=place),
    )
    alone = OrganisationFactory(name="Seule fictive", slug="seule", kinds=["producer"])
    action = ActionFactory(
        title="Réduire les invendus",
        slug="reduire-les-invendus",
        objective=ObjectiveFactory(theme=theme),
    )
    CooperationFactory(giver=baker, receiver=brewer)
    CommitmentFactory(organisation=brewer, action=action)
    return baker, brewer, alone


def test_every_link_is_a_row_and_every_linked_party_a_shape(small_network):
    _baker, _brewer, alone = small_network
    found = view()
    rows = [(row.kind, row.source.name, row.what) for row in found.relations]
    assert rows == [
        ("cooperates", "Boulangerie fictive", "byproduct.food.bread_unsold"),
        ("committed", "Brasserie fictive", "Réduire les invendus"),
        ("located", "Brasserie fictive", "Pôle fictif"),
    ]
    assert [party.id for party in found.isolated] == [alone.pk]
    drawn = picture.draw(found)
    assert {(node.family, node.label) for node in drawn.nodes} == {
        ("business", "Boulangerie fictive"),
        ("social", "Brasserie fictive"),
        ("theme", "Alimentation"),
        ("place", "Pôle fictif"),
    }
    assert sorted(edge.title for edge in drawn.edges) == [
        "Boulangerie fictive → Brasserie fictive\u00a0: Pain invendu",
        "Brasserie fictive est au Pôle fictif",
        "Brasserie fictive s’engage\u00a0: Alimentation",
    ]
    assert {"fictif" in node.title for node in drawn.nodes if node.url.count("organisations")} == {
        True
    }


def test_bridges_are_named():
    middle = OrganisationFactory(name="Passerelle fictive")
    CooperationFactory(giver=middle)
    CooperationFactory(receiver=middle)
    assert [party.name for party in view().connectors] == ["Passerelle fictive"]


def test_the_picture_is_the_same_twice_and_kept(small_network, monkeypatch):
    first = picture.draw(view())
    monkeypatch.setattr(measures, "layout", lambda *_: pytest.fail("laid out twice"))
    assert picture.draw(view()) == first


def test_everything_stays_in_the_frame(small_network):
    drawn = picture.draw(view())
    assert all(0 < node.x < drawn.width and 0 < node.y < drawn.height for node in drawn.nodes)


def test_a_crowd_is_drawn_by_its_most_linked(monkeypatch):
    monkeypatch.setattr(network, "MOST", 2)
    middle = OrganisationFactory()
    for _ in range(3):
        CooperationFactory(giver=middle)
    found = view()
    assert (found.left_out, len(found.drawn), found.links) == (2, 2, 3)


@pytest.mark.parametrize(
    ("query", "present", "absent"),
    [
        ({"theme": "food"}, ["Brasserie fictive"], ["Boulangerie fictive", "Seule fictive"]),
        ({"nature": "producer"}, ["Seule fictive"], ["Brasserie fictive"]),
        ({"nature": "rien", "theme": "<b>", "territoire": "0", "taille": "x"}, ["donne à"], []),
    ],
)
def test_filters_come_from_the_address(small_network, client, query, present, absent):
    html = client.get(reverse("cooperation:network"), query).content.decode()
    assert all(text in html for text in present)
    assert not [text for text in absent if text in html]


def test_the_territory_is_a_filter(small_network, client):
    baker, _brewer, _alone = small_network
    siren = baker.commune.epci.siren
    html = client.get(reverse("cooperation:network"), {"territoire": siren}).content.decode()
    assert "Boulangerie fictive" in html
    assert "Brasserie fictive" not in html


def test_only_what_is_public_is_shown(client):
    draft = OrganisationFactory(draft=True, name="Brouillon fictif")
    CooperationFactory(giver=draft)
    CommitmentFactory(organisation=draft)
    CommitmentFactory(action=ActionFactory(live=False, title="Action secrète"))
    html = client.get(reverse("cooperation:network")).content.decode()
    assert "Brouillon fictif" not in html
    assert "Action secrète" not in html


def test_an_empty_network_says_so(client):
    assert "Aucun lien à dessiner" in client.get(reverse("cooperation:network")).content.decode()


def test_the_picture_grows_without_a_script(small_network, client):
    address = reverse("cooperation:network")
    html = client.get(address, {"taille": "2"}).content.decode()
    assert 'width="2200"' in html
    assert "Agrandir" in html
    assert "Réduire" in html
    assert "Agrandir" not in client.get(address, {"taille": "3"}).content.decode()


def test_the_page_has_no_inline_style_and_names_its_frame(small_network, client):
    html = client.get(reverse("cooperation:network")).content.decode()
    assert not re.search(r"\sstyle=", html)
    assert re.search(r'role="region" tabindex="0" aria-label="Dessin du réseau', html)
    assert len(re.findall(r"<line ", html)) == 3


def test_the_number_of_queries_does_not_grow(small_network, client, django_assert_num_queries):
    address = reverse("cooperation:network")
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    for _ in range(30):
        CooperationFactory()
    with django_assert_num_queries(QUERIES):
        html = client.get(address, {"page": "2"}).content.decode()
    assert "page 2 sur 2" in html


def test_names_do_not_hide_each_other():
    middle = OrganisationFactory()
    for _ in range(60):
        CooperationFactory(giver=middle)
    drawn = picture.draw(view())
    boxes = [
        (node.x - len(node.label) * picture.LETTER / 2, node.label_y, len(node.label))
        for node in drawn.nodes
        if node.label
    ]
    assert 1 < len(boxes) <= picture.NAMED
    for rank, (left, line, length) in enumerate(boxes):
        for other_left, other_line, other_length in boxes[rank + 1 :]:
            apart = left + length * picture.LETTER < other_left
            apart = apart or other_left + other_length * picture.LETTER < left
            assert apart or abs(line - other_line) > 16
