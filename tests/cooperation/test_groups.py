"""The page of groups, for the staff: who gets in, what it tells, its filters and its file."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.selectors import groups
from cooperation.services.suggestions import refresh_all
from tests.factories.cooperation import CooperationFactory, PostingFactory
from tests.factories.pacte import (
    ActionFactory,
    CommitmentFactory,
    CommuneFactory,
    OrganisationFactory,
)
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
PAGE, FILE = "/pilotage/groupes/", "/pilotage/groupes.csv"


@pytest.fixture
def curator(client):
    client.force_login(UserFactory(curator=True))
    return client


@pytest.fixture
def market(db):
    """Three bakers and three brewers of one commune: bread, that all the latter need."""
    commune = CommuneFactory()
    bakers = [OrganisationFactory(name=f"Boulangerie {n}", commune=commune) for n in range(3)]
    brewers = [OrganisationFactory(name=f"Brasserie {n}", commune=commune) for n in range(3)]
    for row in bakers:
        PostingFactory(organisation=row)
    for row in brewers:
        PostingFactory(organisation=row, direction="need")
    refresh_all(now=NOW)
    return bakers, brewers


def page(client, **query):
    answer = client.get(PAGE, query)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def rows_of(client, **query):
    body = client.get(FILE, query).content.decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(body), delimiter=";"))


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_only_the_staff_get_in(client, address):
    assert client.get(address).status_code == 302
    client.force_login(MembershipFactory().user)
    assert client.get(address).status_code == 403
    client.force_login(UserFactory(curator=True))
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("view", groups.VIEWS)
def test_every_view_opens_on_an_empty_network_and_says_so(curator, view):
    html = page(curator, vue=view)
    assert "empty-state" in html
    assert rows_of(curator, vue=view)


def test_a_table_is_set_around_a_resource_with_why(curator, market):
    bakers, brewers = market
    html = page(curator, vue="ressources")
    for row in (*bakers, *brewers):
        assert f'href="{row.get_absolute_url()}"' in html
    assert "points sur 1000" in html
    assert "et 6 autres paires" in html
    [_header, row] = rows_of(curator, vue="ressources")
    assert row[2].count("|") == 5


def test_those_who_know_each_other_are_told(curator, market):
    bakers, _brewers = market
    CooperationFactory(giver=bakers[0], receiver=bakers[1])
    html = page(curator, vue="ressources")
    assert "Boulangerie 0 et Boulangerie 1" in html


def test_a_job_dating_has_rounds(curator):
    commune = CommuneFactory()
    for number in range(2):
        for direction in ("offer", "need"):
            PostingFactory(
                organisation=OrganisationFactory(name=f"{direction} {number}", commune=commune),
                direction=direction,
                resource="job.insertion",
            )
    refresh_all(now=NOW)
    rows = rows_of(curator, vue="emploi")[1:]
    assert [row[1] for row in rows] == ["1", "1", "2", "2"]
    assert "Tours d’un job dating" in page(curator, vue="emploi")


def test_the_links_tell_the_isolated_the_communities_the_relays_and_the_bridges(curator):
    OrganisationFactory(name="Signataire Seule", roles=["signatory"])
    one, middle, other = (OrganisationFactory(name=f"Maillon {n}") for n in range(3))
    CooperationFactory(giver=one, receiver=middle)
    CooperationFactory(giver=middle, receiver=other)
    html = page(curator, vue="liens")
    assert "Signataire Seule" in html
    assert "un groupe se coupe en deux" in html
    assert "100,0 %" in html
    titles = {row[0] for row in rows_of(curator, vue="liens")}
    assert titles == {
        "Signataires sans coopération",
        "Communautés",
        "Organisations relais",
        "Coopérations qui font pont",
    }
    bridges = [r for r in rows_of(curator, vue="liens") if r[0].startswith("Coopérations")]
    assert {tuple(row[1:3]) for row in bridges[1:]} == {
        ("Maillon 0", "Maillon 1"),
        ("Maillon 1", "Maillon 2"),
    }


def test_a_need_without_answer_tells_why_and_who_is_nearest(curator):
    far = CommuneFactory(latitude=45.2, longitude=5.7), CommuneFactory(latitude=48.8, longitude=2.3)
    lonely = PostingFactory(direction="need", resource="service.laundry", title="Linge à laver")
    bread = PostingFactory(direction="need", organisation__commune=far[0], title="Pain cherché")
    PostingFactory(organisation__commune=far[1], organisation__name="Loin d’ici")
    html = page(curator, vue="besoins")
    assert f'href="{lonely.get_absolute_url()}"' in html
    assert "personne ne le propose, ni ne sait le faire" in html
    assert "le plus proche est trop loin" in html
    assert "Loin d’ici" in html
    assert bread.title in html


def test_overlaps_and_gaps_cross_themes_with_territories(curator):
    commune, elsewhere = CommuneFactory(), CommuneFactory()
    action = ActionFactory()
    theme = action.objective.theme
    for number in range(2):
        row = OrganisationFactory(name=f"Engagée {number}", commune=commune)
        CommitmentFactory(organisation=row, action=action)
    OrganisationFactory(name="Intéressée", commune=elsewhere, themes=[theme.code])
    html = page(curator, vue="territoires")
    assert "Engagée 0 et Engagée 1" in html
    assert action.title in html
    filtered = rows_of(curator, vue="territoires", territoire=elsewhere.epci.siren)
    assert [row[0] for row in filtered] == ["Recoupements", "Manques", "Manques"]
    assert filtered[-1][1:4] == [theme.name, elsewhere.epci.name, "Intéressée"]


def test_the_filters_keep_a_theme_and_a_territory(curator, market):
    bakers, _brewers = market
    epci = bakers[0].commune.epci.siren
    assert len(rows_of(curator, vue="ressources", territoire=epci)) == 2
    other = CommuneFactory().epci.siren
    assert "Rien avec ces filtres" in page(curator, vue="ressources", territoire=other)
    assert len(rows_of(curator, vue="ressources", theme="nothing", territoire='"')) == 2


def test_no_cell_of_the_file_is_a_formula(curator):
    OrganisationFactory(name="=1+1", roles=["signatory"])
    assert "'=1+1" in curator.get(FILE, {"vue": "liens"}).content.decode()


def test_the_page_shows_the_first_rows_and_the_file_all_of_them(curator):
    for number in range(33):
        OrganisationFactory(name=f"Seule {number:02}", roles=["signatory"])
    html = page(curator, vue="liens")
    assert "dont les 30 premières ici" in html
    assert "Seule 32" not in html
    assert any(row[1] == "Seule 32" for row in rows_of(curator, vue="liens"))


def test_the_number_of_queries_does_not_grow(curator, market):
    def count(view):
        with CaptureQueriesContext(connection) as found:
            page(curator, vue=view)
        return len(found)

    PostingFactory(direction="need", resource="service.laundry")
    CooperationFactory()
    before = [count(view) for view in groups.VIEWS]
    assert max(before) <= 36
    for number in range(5):
        row = OrganisationFactory(name=f"Nouvelle {number}")
        PostingFactory(organisation=row, direction="need", resource="service.laundry")
        CommitmentFactory(organisation=row)
        CooperationFactory(giver=row)
    refresh_all(now=NOW)
    assert [count(view) for view in groups.VIEWS] == before
