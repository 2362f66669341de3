"""The resilience of the network on the site, and as a file."""

import csv
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cooperation.matching.counterfactual.coverage import MarketKind
from cooperation.matching.counterfactual.resilience import Loss
from cooperation.selectors.resilience import plain_cell
from cooperation.wording import resilience as wording
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import CommuneFactory, OrganisationFactory
from tests.factories.people import UserFactory
from tests.french import plain

pytestmark = pytest.mark.django_db
PAGE = "/pilotage/resilience/"
FILE = "/pilotage/resilience.csv"
CARROT = "food.vegetable.carrot"
BREAD = "byproduct.food.bread_unsold"


def text_of(answer):
    return plain(answer.content.decode())


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(curator=True))


def supply(name, town, **values):
    row = OrganisationFactory(name=name, commune=town)
    found = {"quantity": Decimal(80), "unit": "kg", "period": "month", "resource": CARROT} | values
    return PostingFactory(organisation=row, **found)


@pytest.fixture
def market(staff):
    town = CommuneFactory()
    everything = {"months": 1 << 6 | 1}
    supply(
        "Cantine (fictive)",
        town,
        need=True,
        title="Carottes du lundi",
        quantity=Decimal(100),
        **everything,
    )
    supply("Ferme A (fictive)", town, months=1 << 6)
    supply("=Ferme B (fictive)", town, quantity=Decimal(30), **everything)
    return town


def test_nothing_to_lose_says_so(client, staff):
    assert "Personne n’est irremplaçable ici" in text_of(client.get(PAGE))


def test_the_shares_are_written_month_by_month(client, market):
    html = text_of(client.get(PAGE))
    assert "2 organisations dont d’autres dépendent." in html
    assert "1 point unique de défaillance" in html
    assert "Poids : 1,2 produits × mois." in html
    assert "1 annonce n’a pas d’autre solution" in html
    assert "Carottes du lundi" in html
    assert "100 %" in html
    assert "70 kg de moins sur 100 kg ; 0 sur 1 sans autre solution" in html
    assert "heat--all" in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"mois": "7"}, 2),
        ({"mois": "1"}, 1),
        ({"mois": "0"}, 0),
        ({"mois": "13", "nature": "x", "produit": "y"}, 2),
        ({"nature": "need"}, 2),
        ({"nature": "outlet"}, 0),
        ({"produit": "food.vegetable"}, 2),
        ({"produit": BREAD}, 0),
    ],
)
def test_the_filters(client, market, query, count):
    answer = client.get(PAGE, query)
    assert len(answer.context["cards"]) == count


def test_the_file_holds_the_same_and_no_formula(client, market):
    answer = client.get(FILE, {"mois": "7"})
    assert answer["Content-Disposition"] == 'attachment; filename="resilience.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["organisation"] for row in rows] == ["Ferme A (fictive)", "'=Ferme B (fictive)"]
    assert rows[0]["part_perdue_pour_mille"] == "700"
    assert rows[0]["perdu_milliemes"] == "70000"
    assert plain_cell("") == ""


def test_the_number_of_queries_does_not_grow(client, market):
    def queries(path):
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        return len(found)

    page, file = queries(PAGE), queries(FILE)
    for number in range(3):
        supply(f"Autre {number} (fictive)", market, need=True, months=1)
        supply(f"Autre {number} (fictive)", market, months=1, resource="food.egg", unit="piece")
    assert queries(PAGE) == page <= 32
    assert queries(FILE) == file <= 28


def loss(**values):
    found = {
        "actor_id": 1,
        "kind": MarketKind.OUTLET,
        "resource": BREAD,
        "month": 0,
        "dimension": "",
        "covered": 0,
        "lost": 0,
        "answered": 5,
        "alone": 1,
    }
    return Loss(**(found | values))


def test_a_cell_tells_its_share_and_shade():
    assert wording.cell_of(None) == wording.Cell()
    found = wording.cell_of(loss())
    assert (plain(found.text), found.level) == ("20 %", "some")
    assert found.detail == "1 sur 5 sans autre solution"
    tiny = wording.cell_of(loss(alone=0, covered=10_000, lost=1, dimension="mass"))
    assert (plain(tiny.text), tiny.level) == ("1 %", "little")
    assert wording.kind_of(MarketKind.OUTLET) == "débouché d’un coproduit"


def test_a_product_counted_in_two_ways_says_in_which(client, market):
    farm = OrganisationFactory(name="Ferme unique (fictive)", commune=market)
    plain = {"quantity": None, "unit": "", "months": 1 << 1}
    counted = {"quantity": Decimal(9), "unit": "kg", "period": "month", "months": 1 << 2}
    for values in (plain, counted):
        PostingFactory(organisation=farm, resource=CARROT, **values)
        supply("Cantine voisine (fictive)", market, need=True, **values)
    html = text_of(client.get(PAGE))
    assert "réponse à un besoin, kg" in html
    assert "réponse à un besoin, sans quantité" in html
