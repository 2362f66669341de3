"""The page of an organisation: what it shows, to whom, at what cost."""

import json
import re

import pytest
from django.urls import reverse

from pacte.models import OrganisationLink
from tests.factories import pacte as make
from tests.factories import pages

pytestmark = pytest.mark.django_db
LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def page_of(client, organisation, query=""):
    return client.get(organisation.get_absolute_url() + query)


def full_organisation(**fields):
    commune = make.CommuneFactory(name="Échirolles", latitude=45.14, longitude=5.71)
    return make.OrganisationFactory(
        name="La Ferme inventée",
        commune=commune,
        kinds=["producer", "siae"],
        roles=["signatory"],
        labels=["bio"],
        themes=["alimentation"],
        siae_type="aci",
        siret="73282932000074",
        naf="01.13Z",
        legal_form="scic",
        headcount=1250,
        headcount_year=2025,
        service_radius_km=30,
        website="https://ferme.example/",
        address="1 rue d’Essai",
        source="Données d’essai",
        description=[{"type": "paragraph", "value": "<p>Nous cultivons.</p>"}],
        **fields,
    )


def test_shows_who_and_where(client):
    html = page_of(client, full_organisation()).content.decode()
    for text in (
        "La Ferme inventée",
        "732\u00a0829\u00a0320\u00a000074",
        "Culture et production animale",
        "section A",
        "SCIC",
        "Bio",
        "1 rue d’Essai",
        "(2025)",
        "Nous cultivons.",
        "Données d’essai",
        "inventée pour la démonstration",
        "ACI – atelier et chantier d’insertion",
        reverse("pacte:theme", args=["alimentation"]),
        "https://ferme.example/",
    ):
        assert text in html, text
    assert re.search(r"1[\u00a0\u202f]250.personnes", html)


def test_shows_the_site_occupied_and_its_page(client):
    building = make.BuildingFactory(number=10)
    page = pages.place_page(building.place)
    html = page_of(client, full_organisation(building=building)).content.decode()
    assert "bâtiment 10" in html
    assert f'href="{page.url}"' in html


def test_shows_links_from_both_sides_and_hides_drafts(client):
    house = make.OrganisationFactory(name="Maison porteuse")
    workshop = make.OrganisationFactory(name="Atelier porté")
    hidden = make.OrganisationFactory(name="Brouillon secret", draft=True)
    OrganisationLink.objects.create(organisation=workshop, kind="carried_by", target=house)
    OrganisationLink.objects.create(organisation=workshop, kind="partner_of", target=hidden)
    child, parent = page_of(client, workshop), page_of(client, house)
    assert "Portée par" in child.content.decode()
    assert "Maison porteuse" in child.content.decode()
    assert "Brouillon secret" not in child.content.decode()
    assert "<dt>Porte</dt>" in parent.content.decode()
    assert "Atelier porté" in parent.content.decode()


def test_shows_commitments_to_published_actions_only(client):
    organisation = make.OrganisationFactory()
    make.CommitmentFactory(organisation=organisation, description="Engagement visible")
    hidden = make.ActionFactory(live=False)
    make.CommitmentFactory(organisation=organisation, action=hidden, description="Engagement caché")
    html = page_of(client, organisation).content.decode()
    assert "Engagement visible" in html
    assert "Engagement caché" not in html


def test_an_organisation_with_nothing_but_a_name_has_a_page(client):
    bare = make.OrganisationFactory(commune=None, summary="", is_fictitious=False)
    response = page_of(client, bare)
    assert response.status_code == 200
    assert "inventée" not in response.content.decode().split("<main")[1]


def test_a_draft_is_not_found(client):
    assert page_of(client, make.OrganisationFactory(draft=True)).status_code == 404


def test_only_reads(client):
    assert client.post(make.OrganisationFactory().get_absolute_url()).status_code == 405


def test_a_hostile_name_is_escaped_in_the_page_and_in_the_data(client):
    hostile = '</script><script>alert(1)</script>"&'
    organisation = make.OrganisationFactory(name=hostile, summary="<img src=x onerror=alert(1)>")
    html = page_of(client, organisation).content.decode()
    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html
    assert json.loads(LD.findall(html)[0])["name"] == hostile


def test_structured_data_describe_the_organisation(client):
    html = page_of(client, full_organisation()).content.decode()
    organisation, trail = (json.loads(text) for text in LD.findall(html))
    assert organisation["@type"] == "LocalBusiness"
    assert organisation["address"]["addressLocality"] == "Échirolles"
    assert [step["name"] for step in trail["itemListElement"]] == [
        "Accueil",
        "Annuaire",
        "La Ferme inventée",
    ]


def test_a_position_goes_with_a_business_and_with_nobody_else(client):
    farm = make.OrganisationFactory(kinds=["producer"], latitude=45.2, longitude=5.7)
    club = make.OrganisationFactory(kinds=["ess"], latitude=45.2, longitude=5.7)
    described = [json.loads(LD.findall(page_of(client, row).text)[0]) for row in (farm, club)]
    assert described[0]["geo"]["latitude"] == 45.2
    assert "geo" not in described[1]
    assert "centre de" in page_of(client, farm).text


def test_without_communes_of_the_pact_the_map_still_places(client):
    outside = make.CommuneFactory(name="Au loin", epci=make.EpciFactory(in_pact=False))
    html = page_of(client, make.OrganisationFactory(commune=outside)).text
    assert 'aria-label="Au loin"' in html


def test_the_canonical_address_has_no_noise(client):
    organisation = make.OrganisationFactory()
    html = page_of(client, organisation, "?utm_source=x&page=2").content.decode()
    canonical = re.search(r'rel="canonical" href="([^"]*)"', html)[1]
    assert canonical.endswith(organisation.get_absolute_url())


def test_the_sheet_holds_a_code_that_leads_to_the_page(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://pacte.example"
    organisation = full_organisation()
    html = page_of(client, organisation, "?impression").content.decode()
    assert 'src="data:image/svg+xml' in html
    assert f"https://pacte.example{organisation.get_absolute_url()}" in html
    assert 'name="robots" content="noindex"' in html


@pytest.mark.parametrize("query", ["", "?impression"])
def test_the_cost_does_not_grow_with_what_is_shown(client, query, django_assert_max_num_queries):
    organisation = full_organisation()
    page_of(client, organisation, query)
    with django_assert_max_num_queries(30) as few:
        page_of(client, organisation, query)
    for _ in range(4):
        make.CommitmentFactory(organisation=organisation)
        other = make.OrganisationFactory()
        OrganisationLink.objects.create(organisation=organisation, kind="member_of", target=other)
        OrganisationLink.objects.create(organisation=other, kind="member_of", target=organisation)
    with django_assert_max_num_queries(len(few)):
        page_of(client, organisation, query)
