"""Territories: who is there, at what cost, on which page."""

import re

import pytest
from django.urls import reverse

from tests.factories import pacte as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def metro():
    epci = make.EpciFactory(name="Métropole d’essai", in_pact=True, in_plie=True)
    make.CommuneFactory(
        name="Grande", epci=epci, population=158_000, latitude=45.18, longitude=5.73
    )
    make.CommuneFactory(name="Petite", epci=epci, population=1, latitude=45.28, longitude=5.73)
    return epci


def test_list_puts_the_pact_first(client, metro):
    make.CommuneFactory(epci=make.EpciFactory(name="Voisine", in_pact=False))
    make.CommuneFactory(epci=make.EpciFactory(name="Plie seul", in_pact=False, in_plie=True))
    make.OrganisationFactory(commune=metro.communes.first())
    make.OrganisationFactory(commune=metro.communes.first(), draft=True)
    html = client.get("/territoires/").text
    assert html.index("Métropole d’essai") < html.index("Plie seul") < html.index("Voisine")
    assert re.search(r"158[\u00a0\u202f]001.habitants", html)
    assert "1 organisation<" in html


def test_list_without_data(client):
    assert "Aucune intercommunalité chargée" in client.get("/territoires/").text


def test_epci_shows_communes_organisations_and_a_map(client, metro):
    make.OrganisationFactory(name="Chez nous", commune=metro.communes.first())
    make.OrganisationFactory(name="Ailleurs")
    make.OrganisationFactory(name="Cachée", commune=metro.communes.first(), draft=True)
    html = client.get(metro.get_absolute_url()).text
    assert "Chez nous" in html
    assert "Ailleurs" not in html
    assert "Cachée" not in html
    assert html.count("locator__dot--1") == 2
    assert "Petite" in html
    assert "Dans le pacte" in html


def test_commune_says_where_it_is(client, metro):
    small = metro.communes.get(name="Petite")
    html = client.get(small.get_absolute_url()).text
    assert "Petite, à 11,1\u00a0km au nord du centre de Grande, à vol d’oiseau" in html
    assert "38000" in html
    assert "Aucune organisation publiée ici" in html


def test_the_largest_commune_is_the_centre(client, metro):
    large = metro.communes.get(name="Grande")
    assert "Grande, parmi les communes du pacte" in client.get(large.get_absolute_url()).text


def test_zone_lists_its_communes(client, metro):
    zone = make.ZoneFactory(name="Zone d’essai", communes=list(metro.communes.all()))
    html = client.get(zone.get_absolute_url()).text
    assert "Zone d’essai" in html
    assert "Grande" in html
    assert zone.name in client.get(metro.get_absolute_url()).text


@pytest.mark.parametrize("name", ["epci", "commune"])
def test_an_unknown_territory_is_not_found(client, name):
    assert client.get(reverse(f"pacte:{name}", args=["nulle-part"])).status_code == 404


@pytest.mark.parametrize(("page", "number"), [("2", 2), ("99", 2), ("-1", 2), ("", 1), ("x", 1)])
def test_paging_out_of_range_shows_a_page(client, metro, page, number):
    make.OrganisationFactory.create_batch(30, commune=metro.communes.first())
    html = client.get(metro.get_absolute_url(), {"page": page}).text
    assert f'aria-current="page"><span class="visually-hidden">Page </span>{number}<' in html


def test_the_cost_does_not_grow_with_rows(client, metro, django_assert_max_num_queries):
    commune = metro.communes.first()
    zone = make.ZoneFactory(communes=[commune])
    make.OrganisationFactory(commune=commune, kinds=["siae"])
    addresses = ["/territoires/", *(t.get_absolute_url() for t in (metro, commune, zone))]
    costs = []
    for address in addresses:
        client.get(address)
        with django_assert_max_num_queries(20) as queries:
            client.get(address)
        costs.append(len(queries))
    for _ in range(5):
        make.OrganisationFactory(commune=commune, kinds=["siae"], labels=["bio"])
        make.CommuneFactory(epci=metro)
        make.EpciFactory()
    for address, cost in zip(addresses, costs, strict=True):
        with django_assert_max_num_queries(cost):
            client.get(address)
